package io.parley.sip.peer;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs sipp against the edge and gives back what it said. */
public final class Sipp {
  private Sipp() {}

  /** Exit code 0: every call went as the scenario says. */
  public record Outcome(int exitCode, String output) {}

  /** Runs a scenario of the test resources. */
  public static Outcome scenario(String name, String target, String number, String... more)
      throws IOException, InterruptedException, URISyntaxException {
    URL file = Objects.requireNonNull(Sipp.class.getResource("/sipp/" + name + ".xml"), name);
    return run(List.of("-sf", Path.of(file.toURI()).toString()), target, number, more);
  }

  /** Runs sipp's own basic caller. */
  public static Outcome basic(String target, String number, String... more)
      throws IOException, InterruptedException {
    return run(List.of("-sn", "uac"), target, number, more);
  }

  /** Starts sipp's own basic caller and goes on. */
  public static Process inBackground(String target, String number, String... more)
      throws IOException {
    return start(Files.createTempDirectory("sipp"), List.of("-sn", "uac"), target, number, more);
  }

  private static Outcome run(List<String> what, String target, String number, String... more)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sipp");
    Process process = start(folder, what, target, number, more);
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    Path errors = folder.resolve("errors");
    String said = tail(Files.readString(folder.resolve("output")));
    return new Outcome(
        process.waitFor(), Files.exists(errors) ? said + Files.readString(errors) : said);
  }

  private static Process start(
      Path folder, List<String> what, String target, String number, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sipp", "-nostdin"));
    command.addAll(what);
    command.addAll(List.of("-s", number, "-i", "127.0.0.1", "-mi", "127.0.0.1"));
    command.addAll(List.of("-timeout", "60", "-timeout_error", "-trace_err"));
    command.addAll(List.of("-error_file", folder.resolve("errors").toString()));
    command.addAll(List.of(more));
    command.add(target);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private static String tail(String text) {
    return text.length() > 4000 ? text.substring(text.length() - 4000) : text;
  }
}
