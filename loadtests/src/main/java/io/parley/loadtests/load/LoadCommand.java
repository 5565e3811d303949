package io.parley.loadtests.load;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./parley load}: holds many calls and prints what they measured. Owned by the main thread.
 */
public final class LoadCommand {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  public LoadCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    System.exit(new LoadCommand(System.getenv(), System.out, System.err).run(arguments));
  }

  /** Makes one run; returns the exit status. */
  public int run(String... arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      out.print(LoadArguments.USAGE);
      return 0;
    }
    try {
      LoadOptions options = new LoadArguments(environment).parse(arguments);
      LoadReport report = new LoadRun(options).measure();
      Path list = options.callIds();
      if (list != null) {
        Files.write(list, report.callIds());
      }
      report.fault().ifPresent(line -> err.println("load failed: " + line));
      out.println(JSON.writeValueAsString(report.fields()));
      return report.exitStatus();
    } catch (IllegalArgumentException wrong) {
      err.println("parley load: " + wrong.getMessage());
      return 2;
    } catch (IOException | UncheckedIOException failed) {
      err.println("load failed: " + failed.getMessage());
      return 1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
