package io.parley.loadtests.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.loadtests.audio.Levels;
import io.parley.loadtests.audio.Sound;
import io.parley.loadtests.audio.Voice;
import io.parley.loadtests.audio.Wav;
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

/** Holds calls over loopback with a small agent of the test's own and with Debian's sipp. */
class CallCommandIT {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int call(List<String> arguments) {
    CallCommand command =
        new CallCommand(
            Map.of("PATH", "", "PARLEY_HTTP_PORT", "1", "PARLEY_DATA_DIR", folder.toString()),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return command.run(arguments.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void holdsAConversationMeasuresItAndRecordsBothSides() throws IOException {
    Path wav = folder.resolve("call.wav");
    try (LoopbackAgent agent = new LoopbackAgent(2, null)) {
      List<String> arguments = new ArrayList<>(List.of("--port", "" + agent.port(), "--json"));
      arguments.addAll(List.of("--say", "hello agent", "--say", "goodbye"));
      arguments.addAll(List.of("--record", wav.toString()));
      assertThat(call(arguments)).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    assertThat(report.path("result").asString()).isEqualTo("ok");
    assertThat(report.path("ended").asString()).isEqualTo("by_agent");
    assertThat(report.path("rtp").path("lost").asInt(-1)).isZero();
    assertThat(report.path("turns")).hasSize(2);
    for (JsonNode turn : report.path("turns")) {
      assertThat(turn.path("reply_ms").asDouble()).isBetween(250.0, 900.0);
    }
    Sound caller = Wav.read(wav);
    assertThat(caller.pcm().length).isGreaterThan(8_000 * 3);
    assertThat(caller.isAudible()).isTrue();
  }

  @Test
  void tellsTheCallInPlainLines() throws IOException {
    try (LoopbackAgent agent = new LoopbackAgent(2, null)) {
      call(List.of("--port", "" + agent.port(), "--say", "hello", "--say", "bye"));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("answered after", "you   \"hello\"", "reply began", "the agent hung up")
        .contains("no words to show");
  }

  @Test
  void saysThatNothingListensAndWhatHelps() throws IOException {
    assertThat(call(List.of("--port", "" + freePort(), "--say", "hello"))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("connection refused")
        .contains("./parley up")
        .hasLineCount(1);
  }

  @Test
  void callsSipp() throws IOException, InterruptedException {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/sipp"))).as("sipp is installed").isTrue();
    int port = freePort();
    List<String> server = new ArrayList<>(List.of("sipp", "-sn", "uas", "-rtp_echo"));
    server.addAll(List.of("-i", "127.0.0.1", "-p", "" + port, "-mp", "" + freePort()));
    server.addAll(List.of("-m", "1", "-nostdin", "-timeout", "30"));
    Process sipp =
        new ProcessBuilder(server)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      List<String> arguments = new ArrayList<>(List.of("--port", "" + port, "--json"));
      arguments.addAll(List.of("--say", "hello", "--greeting", "500ms", "--reply", "1s"));
      assertThat(callWhenUp(arguments)).as(err.toString(StandardCharsets.UTF_8)).isZero();
      JsonNode report = new ObjectMapper().readTree(out.toByteArray());
      assertThat(report.path("rtp").path("received").asInt()).isGreaterThan(50);
      assertThat(report.path("rtp").path("lost").asInt(-1)).isZero();
    } finally {
      sipp.destroy();
    }
  }

  private int callWhenUp(List<String> arguments) {
    int status = 1;
    for (int attempt = 0; attempt < 20 && status != 0; attempt++) {
      out.reset();
      io.parley.loadtests.time.WireClock.sleepUntil(
          io.parley.loadtests.time.WireClock.nowNs() + 200_000_000L);
      status = call(arguments);
    }
    return status;
  }

  @Test
  void speaksWithFreeTtsWhereNoProgramIsInstalled() throws IOException {
    Sound sound = Voice.best("").speak("hello world");
    assertThat(sound.rateHz()).isEqualTo(8_000);
    assertThat(sound.pcm().length).isBetween(4_000, 24_000);
    assertThat(Levels.dbfs(sound.pcm(), 0, sound.pcm().length)).isGreaterThan(-35);
  }
}
