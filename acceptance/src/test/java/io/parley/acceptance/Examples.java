package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The examples of a page under docs, run as they stand against a running product: all blocks marked
 * {@code sh} one after the other in one shell, which stops at the first that fails. What a block
 * marked {@code text} shows must be printed by the one before it, line by line, with {@code …} for
 * whatever differs from time to time. {@code $PARLEY} and {@code $KEY} are the product's address
 * and a key of it; addresses of the pages that nobody here has are replaced.
 */
final class Examples {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Product product;
  private final Path folder;
  private final Map<String, String> addresses;

  /** Examples on {@code product}, run in {@code folder} with these addresses for those written. */
  Examples(Product product, Path folder, Map<String, String> addresses) {
    this.product = product;
    this.folder = folder;
    this.addresses = new HashMap<>(addresses);
    this.addresses.put("127.0.0.1:8080", "127.0.0.1:" + product.httpPort);
  }

  /** A block of a page; {@code shows} are the lines its reader is promised. */
  record Example(String script, List<String> shows) {}

  /** Runs the examples of {@code page} and checks what they print. */
  void run(String page) throws IOException, InterruptedException {
    List<Example> examples = of(Product.ROOT.resolve("docs").resolve(page));
    prepare();
    StringBuilder script = new StringBuilder("set -eo pipefail\n");
    for (int at = 0; at < examples.size(); at++) {
      script.append("printf '\\n@@ %d\\n' ").append(at).append('\n');
      script.append(examples.get(at).script());
    }
    Path file = folder.resolve(page + ".sh");
    String text = script.toString();
    for (var address : addresses.entrySet()) {
      text = text.replace(address.getKey(), address.getValue());
    }
    Files.writeString(file, text);
    ProcessBuilder shell = new ProcessBuilder("bash", file.toString()).directory(folder.toFile());
    shell.environment().put("PARLEY", "http://127.0.0.1:" + product.httpPort);
    shell.environment().put("KEY", product.token());
    String printed = Command.run(shell, PATIENCE);
    String[] parts = printed.split("(?m)^@@ \\d+\n", -1);
    assertThat(parts).as(page + ": blocks that ran").hasSize(examples.size() + 1);
    for (int at = 0; at < examples.size(); at++) {
      for (String line : examples.get(at).shows()) {
        assertThat(parts[at + 1])
            .as(page + ", after\n" + examples.get(at).script())
            .containsPattern(pattern(line));
      }
    }
  }

  /** The blocks of {@code page} marked {@code sh}. */
  static List<Example> of(Path page) throws IOException {
    List<Example> found = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    String kind = "";
    for (String line : Files.readAllLines(page)) {
      if (!line.startsWith("```")) {
        block.append(kind.isEmpty() ? "" : line + "\n");
      } else if (kind.isEmpty()) {
        kind = line.substring(3).isBlank() ? "plain" : line.substring(3).strip();
      } else {
        if (kind.equals("sh")) {
          found.add(new Example(block.toString(), List.of()));
        } else if (kind.equals("text") && !found.isEmpty()) {
          found.set(
              found.size() - 1,
              new Example(found.getLast().script(), block.toString().lines().toList()));
        }
        assertThat(kind.equals("plain") && block.toString().contains("curl "))
            .as(page + ": a block with curl that nobody runs, mark it sh:\n" + block)
            .isFalse();
        block.setLength(0);
        kind = "";
      }
    }
    return found;
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Arrays.stream(line.strip().split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^\\n]*")));
  }

  /** A folder as a checkout has it, as far as examples go: data and the launcher. */
  private void prepare() throws IOException {
    Files.createDirectories(folder);
    Path data = folder.resolve("data");
    if (!Files.exists(data)) {
      Files.createSymbolicLink(data, product.data);
      Path launcher = folder.resolve("parley");
      Files.writeString(
          launcher,
          "#!/bin/sh\nshift\nexport PARLEY_DATA_DIR=%s PARLEY_HTTP_PORT=%d\nexec '%s' \"$@\"\n"
              .formatted(
                  product.data, product.httpPort, String.join("' '", product.callCommand())));
      Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
