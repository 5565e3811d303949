package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Telephones that are not ours: baresip and SIPp. */
@Timeout(180)
class RealPeersIT {
  @TempDir static Path folder;
  private static Product product;

  @BeforeAll
  static void start() throws IOException {
    product = Product.start(folder.resolve("data"), Map.of());
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @Test
  void sippFindsNoFaultInABurstOfCallsToTheMilliwatt() throws Exception {
    String printed =
        Command.run(
            Duration.ofSeconds(60),
            "sipp",
            "-sn",
            "uac",
            "-s",
            "9197",
            "-m",
            "120",
            "-r",
            "40",
            "-d",
            "500",
            "-nostdin",
            "-i",
            "127.0.0.1",
            "127.0.0.1:" + product.sipPort);
    assertThat(printed).containsPattern("Successful call\\s*\\|\\s*\\d+\\s*\\|\\s*120");
  }

  @Test
  void baresipHearsTheTutorAnswerItsQuestion() throws Exception {
    Path question = folder.resolve("question.wav");
    Path padded = folder.resolve("padded.wav");
    Command.run(
        Duration.ofSeconds(20),
        "flite",
        "-voice",
        "rms",
        "-t",
        "what is photosynthesis",
        "-o",
        question.toString());
    Command.run(
        Duration.ofSeconds(20),
        "sox",
        question.toString(),
        "-r",
        "8000",
        padded.toString(),
        "pad",
        "14",
        "20");
    Path dump = Files.createDirectories(folder.resolve("dump"));
    Path config = configure(padded, dump);
    Command.run(
        Duration.ofSeconds(80),
        "baresip",
        "-4",
        "-f",
        config.toString(),
        "-t",
        "40",
        "-e",
        "/dial sip:1000@127.0.0.1:" + product.sipPort);
    assertThat(Listener.keyWordsIn(heard(dump), 1, FirstCallIT.PHOTOSYNTHESIS))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  private static Path heard(Path dump) throws IOException {
    try (Stream<Path> files = Files.list(dump)) {
      return files.filter(file -> file.toString().endsWith("-dec.wav")).findFirst().orElseThrow();
    }
  }

  private static Path configure(Path wav, Path dump) throws IOException {
    Path config = Files.createDirectories(folder.resolve("baresip"));
    Files.write(
        config.resolve("config"),
        List.of(
            "sip_listen 127.0.0.1:" + (product.sipPort - 1000),
            "audio_source aufile," + wav,
            "audio_player aubridge,sink",
            "audio_alert aubridge,sink2",
            "ausrc_srate 8000",
            "auplay_srate 8000",
            "ausrc_channels 1",
            "auplay_channels 1",
            "rtp_ports 28000-28100",
            "module_path /usr/lib/baresip/modules",
            "module g711.so",
            "module aufile.so",
            "module aubridge.so",
            "module sndfile.so",
            "module_tmp uuid.so",
            "module_tmp account.so",
            "module_app menu.so",
            "snd_path " + dump));
    Files.writeString(
        config.resolve("accounts"),
        "<sip:alice@127.0.0.1>;regint=0;audio_codecs=PCMU/8000/1,PCMA/8000/1;ptime=20\n");
    Files.writeString(config.resolve("contacts"), "");
    return config;
  }
}
