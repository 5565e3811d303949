package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.loadtests.audio.Sound;
import io.parley.loadtests.call.LoopbackAgent;
import io.parley.loadtests.time.WireClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Loads Debian's sipp, which answers and echoes. */
class LoadCommandIT {
  private static final int MEASURED_OR_INVALID = 3;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int load(String... arguments) {
    return new LoadCommand(
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void holdsCallsAndCountsEveryPacketThatComesBack() throws IOException {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/sipp"))).as("sipp is installed").isTrue();
    int port = freePort();
    List<String> server = new ArrayList<>(List.of("sipp", "-sn", "uas", "-rtp_echo"));
    server.addAll(List.of("-i", "127.0.0.1", "-p", "" + port, "-mp", "" + freePort()));
    server.addAll(List.of("-nostdin", "-timeout", "60"));
    Process sipp =
        new ProcessBuilder(server)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      WireClock.sleepUntil(WireClock.nowNs() + 1_000_000_000L);
      String pid = Long.toString(sipp.pid());
      int status = load("--port", "" + port, "--calls", "8", "--steady", "2", "--pid", pid);
      assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isIn(0, MEASURED_OR_INVALID);
    } finally {
      sipp.destroy();
    }
    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    assertThat(report.path("calls").path("answered").asInt()).isEqualTo(8);
    assertThat(report.path("rtp").path("sent").asInt()).isBetween(600, 900);
    assertThat(report.path("rtp").path("lost_by_sequence").asInt(-1)).isZero();
    assertThat(report.path("rtp").path("received_per_sent").asDouble()).isBetween(0.97, 1.03);
    assertThat(report.path("grid_deviation_ms").path("count").asInt()).isGreaterThan(500);
    assertThat(report.path("process").path("resident_kib").asInt()).isPositive();
  }

  @Test
  void measuresVoiceToVoice() throws IOException {
    try (LoopbackAgent agent = new LoopbackAgent(100, null)) {
      load("--port", "" + agent.port(), "--scenario", "v2v", "--calls", "1", "--count", "2");
    }
    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    assertThat(report.path("voice_to_voice_ms").path("count").asInt()).isEqualTo(2);
    assertThat(report.path("voice_to_voice_ms").path("p50").asDouble()).isBetween(280.0, 600.0);
    assertThat(report.path("replies_missed").asInt(-1)).isZero();
  }

  @Test
  void measuresBargeIn() throws IOException {
    Sound monologue = new Sound(SpeechSignal.crisp("a a a a a a a a a a a a a"), 8_000);
    try (LoopbackAgent agent = new LoopbackAgent(0, monologue)) {
      load("--port", "" + agent.port(), "--scenario", "barge", "--calls", "1", "--count", "1");
    }
    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    assertThat(report.path("barge_in_stop_ms").path("count").asInt()).isEqualTo(1);
    assertThat(report.path("barge_in_stop_ms").path("p50").asDouble()).isBetween(0.0, 300.0);
  }

  @Test
  void saysThatNothingListens() throws IOException {
    assertThat(load("--port", "" + freePort(), "--calls", "2", "--steady", "1")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("./parley up").hasLineCount(1);
  }
}
