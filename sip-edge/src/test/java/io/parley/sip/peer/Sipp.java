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

  private static Outcome run(List<String> what, String target, String number, String... more)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sipp");
    List<String> command = new ArrayList<>(List.of("sipp", "-nostdin"));
    command.addAll(what);
    command.addAll(List.of("-s", number, "-i", "127.0.0.1", "-mi", "127.0.0.1"));
    command.addAll(List.of("-timeout", "20", "-timeout_error", "-trace_err"));
    command.addAll(List.of("-error_file", folder.resolve("errors").toString()));
    command.addAll(List.of(more));
    command.add(target);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String errors =
        Files.exists(folder.resolve("errors")) ? Files.readString(folder.resolve("errors")) : "";
    return new Outcome(process.waitFor(), tail(Files.readString(output)) + errors);
  }

  private static String tail(String text) {
    return text.length() > 4000 ? text.substring(text.length() - 4000) : text;
  }
}
