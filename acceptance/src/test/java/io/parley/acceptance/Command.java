package io.parley.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Programs run to their end. */
final class Command {
  private Command() {}

  /** Standard output and error of a program that must end with 0 within {@code patience}. */
  static String run(ProcessBuilder builder, Duration patience)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("parley-command", ".out");
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String printed = Files.readString(out);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(
            builder.command()
                + (ended ? " ended with " + process.exitValue() : " hung")
                + ":\n"
                + printed);
      }
      return printed;
    } finally {
      Files.deleteIfExists(out);
    }
  }

  /** The same from a plain command line. */
  static String run(Duration patience, String... command) throws IOException, InterruptedException {
    return run(new ProcessBuilder(command), patience);
  }
}
