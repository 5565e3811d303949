package io.parley.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.id.CallId;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CrashIT {
  @TempDir Path data;

  @Test
  void aKilledNodesCallIsEndedAndOnRecordUpToItsLastFactAndItsDatabaseReplaced() throws Exception {
    CallId call = Facts.id(1_700_000_000_000L);
    Process node = start(call);
    long orphan;
    try (BufferedReader out = node.inputReader()) {
      while (!"UP".equals(out.readLine())) {
        assertThat(node.isAlive()).isTrue();
      }
      orphan = postgresPid();
      Signals.send("KILL", node.pid());
      node.waitFor();
    }
    assertThat(ProcessHandle.of(orphan).orElseThrow().isAlive()).isTrue();

    try (RunningPlane next = new RunningPlane(data, "")) {
      next.awaitDatabase();
      next.awaitShipped();
      JsonNode record = next.get("/api/v1/calls/" + call);
      assertThat(record.path("status").asString()).isEqualTo("ended");
      assertThat(record.path("ended_reason").asString()).isEqualTo("node-crash");
      assertThat(record.path("transcript").size()).isEqualTo(2);
      assertThat(record.path("ended_at").asString())
          .isGreaterThanOrEqualTo(record.path("answered_at").asString());
      assertThat(next.allIds(10)).containsExactly(call.toString());
      assertThat(postgresPid()).isNotEqualTo(orphan);
    }
    // Where nobody reaps orphans the number stays, without a program behind it.
    assertThat(ProcessHandle.of(orphan).flatMap(left -> left.info().arguments())).isEmpty();
  }

  private Process start(CallId call) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            CrashingNode.class.getName(),
            data.toString(),
            call.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private long postgresPid() throws Exception {
    return Long.parseLong(
        Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
  }
}
