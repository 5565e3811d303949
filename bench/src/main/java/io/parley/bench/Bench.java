package io.parley.bench;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks with JMH's options and its allocation profiler; fails when one allocates. */
public final class Bench {
  private static final double MOST_BYTES_PER_OPERATION = 1;

  /** What JMH itself allocates is below this; the smallest object a frame is above. */
  private static final double BACKGROUND_MB_PER_SECOND = 0.1;

  private Bench() {}

  /** Takes JMH's own arguments; exits with 1 when a benchmark allocates a byte per operation. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(args))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    boolean allocates = false;
    for (RunResult result : results) {
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      Result<?> rate = result.getSecondaryResults().get("gc.alloc.rate");
      if (bytes != null
          && rate != null
          && bytes.getScore() >= MOST_BYTES_PER_OPERATION
          && rate.getScore() >= BACKGROUND_MB_PER_SECOND) {
        allocates = true;
        System.err.printf(
            "%s allocates %.1f bytes per operation%n",
            result.getParams().getBenchmark(), bytes.getScore());
      }
    }
    System.exit(allocates ? 1 : 0);
  }
}
