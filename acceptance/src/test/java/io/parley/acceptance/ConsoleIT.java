package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, from the one-time link to a call that is understood. */
@Timeout(300)
class ConsoleIT {
  private static final Path UI = Product.ROOT.resolve("admin-ui");
  private static final Pattern LINK = Pattern.compile("FIRST-RUN (\\S+)");
  private static final int SCRIPT_BYTES_GZIPPED = 300_000;

  @TempDir Path folder;

  @Test
  void ownerMakesAnAgentGivesItANumberCallsItAndUnderstandsTheCall() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/chromium")))
        .as("chromium is installed")
        .isTrue();
    try (Product product = Product.start(folder.resolve("data"), Map.of())) {
      ProcessBuilder script = new ProcessBuilder("node", "e2e/console.mjs").directory(UI.toFile());
      script.environment().put("PARLEY_URL", "http://127.0.0.1:" + product.httpPort);
      script.environment().put("PARLEY_FIRST_RUN", link(product));
      script.environment().put("PARLEY_CALL", json(product.callCommand()));
      script.environment().put("TMPDIR", folder.toString());
      assertThat(Command.run(script, Duration.ofMinutes(3))).contains("the console holds");
    }
  }

  @Test
  void firstPageNeedsLessThan300KilobytesOfScript() throws Exception {
    Path assets = UI.resolve("target/classes/console/app");
    String page = Files.readString(assets.resolve("index.html"));
    long bytes = 0;
    Matcher script = Pattern.compile("(?:src|href)=\"/app/(assets/[^\"]+\\.js)\"").matcher(page);
    while (script.find()) {
      bytes += gzipped(assets.resolve(script.group(1)));
    }
    assertThat(bytes).isBetween(1L, (long) SCRIPT_BYTES_GZIPPED);
  }

  private static long gzipped(Path file) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
      Files.copy(file, gzip);
    }
    return out.size();
  }

  private static String link(Product product) {
    return Awaitility.await("the one-time link, see " + product.log())
        .atMost(Duration.ofSeconds(60))
        .until(() -> LINK.matcher(Files.readString(product.log())), Matcher::find)
        .group(1);
  }

  private static String json(List<String> words) {
    return words.stream()
        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
