package io.parley.loadtests.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the SIPp scenarios of this module against SIPp's own answering side. */
class SippScenariosIT {
  @TempDir private Path folder;

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic-call", "late-offer"})
  void runsWithoutAFailedCall(String scenario) throws IOException, InterruptedException {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/sipp"))).as("sipp is installed").isTrue();
    int port = freePort();
    List<String> server = new ArrayList<>(List.of("sipp", "-sn", "uas", "-i", "127.0.0.1"));
    server.addAll(List.of("-p", "" + port, "-mp", "" + freePort(), "-nostdin", "-timeout", "60"));
    Process answering = start(server, folder.resolve("uas.log"));
    try {
      WireClock.sleepUntil(WireClock.nowNs() + 1_000_000_000L);
      List<String> runner = new ArrayList<>(List.of("sipp/run.sh", scenario));
      runner.addAll(List.of("--target", "127.0.0.1:" + port, "--calls", "5", "--hold", "200"));
      Path log = folder.resolve("run.log");
      int status = start(runner, log).waitFor();
      String said = Files.readString(log, StandardCharsets.UTF_8);
      assertThat(status).as(said).isZero();
      assertThat(said).containsPattern("Successful call.*5 ");
    } finally {
      answering.destroy();
    }
  }

  private static Process start(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
