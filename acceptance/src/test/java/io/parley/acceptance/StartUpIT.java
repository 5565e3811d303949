package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when something is wrong: one line, and what to do. */
@Timeout(120)
class StartUpIT {
  @TempDir Path folder;

  @Test
  void takenSipPortIsOneLineThatNamesItAndNoStackTrace() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String line = refusal(Map.of("PARLEY_SIP_PORT", "" + taken.getLocalPort()));
      assertThat(line).contains("PARLEY_SIP_PORT=" + taken.getLocalPort()).contains("choose");
    }
  }

  @Test
  void wrongValueIsOneLineThatNamesKeyValueAndRemedy() throws Exception {
    assertThat(refusal(Map.of("PARLEY_SIP_PORT", "telephone")))
        .isEqualTo(
            "parley: PARLEY_SIP_PORT=telephone (sip.port): must be a whole number, 1 to 65535");
    assertThat(refusal(Map.of("PARLEY_RTP_PORTS", "many"))).contains("PARLEY_RTP_PORTS=many");
    assertThat(refusal(Map.of("PARLEY_SIP_ALLOW", "all of them"))).contains("PARLEY_SIP_ALLOW");
    assertThat(refusal(Map.of("DATABASE_URL", "mysql://x"))).contains("DATABASE_URL");
    assertThat(refusal(Map.of("PARLEY_LESSON", "alchemy"))).contains("PARLEY_LESSON=alchemy");
  }

  /** The line a start with these settings ends with; anything like a stack trace fails. */
  private String refusal(Map<String, String> wrong) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("PARLEY_HOME", Product.ROOT.toString());
    settings.put("PARLEY_DATA_DIR", folder.resolve("data").toString());
    settings.put("PARLEY_HTTP_PORT", "" + Product.freeTcpPort());
    settings.put("PARLEY_RTP_PORTS", "29200-29399");
    settings.put("PARLEY_SIP_PORT", "5189");
    settings.putAll(wrong);
    Path log = folder.resolve("data/refusal.log");
    Process process = Product.launch(settings, log);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isIn(1, 2);
    String printed = Files.readString(log);
    assertThat(printed).doesNotContain("\tat ").doesNotContain("\"stepArray\"");
    List<String> lines = printed.lines().filter(line -> line.startsWith("parley: ")).toList();
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }
}
