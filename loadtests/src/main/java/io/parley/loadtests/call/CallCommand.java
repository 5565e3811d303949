package io.parley.loadtests.call;

import io.parley.loadtests.audio.Sound;
import io.parley.loadtests.audio.Voice;
import io.parley.loadtests.audio.Wav;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@code ./parley call}: phones an agent from the terminal. Owned by the main thread. */
public final class CallCommand {
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  public CallCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    System.exit(new CallCommand(System.getenv(), System.out, System.err).run(arguments));
  }

  /** Holds one call; returns the exit status. */
  public int run(String... arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      out.print(CallArguments.USAGE);
      return 0;
    }
    try {
      CallOptions options = new CallArguments(environment).parse(arguments);
      return call(options);
    } catch (IllegalArgumentException wrong) {
      err.println("parley call: " + wrong.getMessage());
      return 2;
    } catch (IOException | UncheckedIOException failed) {
      err.println("call failed: " + failed.getMessage());
      return 1;
    }
  }

  private int call(CallOptions options) throws IOException {
    boolean coloured = isTerminal() && !environment.containsKey("NO_COLOR");
    CallView view = new CallView(out, options.json(), coloured);
    boolean speaks = options.steps().stream().anyMatch(s -> s.kind() == CallOptions.Kind.SAY);
    Voice voice = Voice.best(environment.getOrDefault("PATH", ""));
    view.calling(options.target(), speaks ? voice.name() : "");
    List<Step> steps = steps(options.steps(), voice);
    try (PhoneCall call = new PhoneCall(options, steps, view)) {
      Thread hangUp = new Thread(() -> abort(call, Thread.currentThread()), "hang-up");
      Runtime.getRuntime().addShutdownHook(hangUp);
      CallOutcome outcome = call.hold();
      stopWatching(hangUp);
      return report(options, call, outcome, view);
    }
  }

  /** Whether standard output is a device and no file or pipe; a guess of "no" costs the colours. */
  private static boolean isTerminal() {
    try {
      return Path.of("/proc/self/fd/1").toRealPath().startsWith("/dev/");
    } catch (IOException noSuchLink) {
      return false;
    }
  }

  private static void abort(PhoneCall call, Thread hook) {
    call.abort();
    try {
      hook.join(Duration.ofMillis(700));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stopWatching(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      hook.interrupt();
    }
  }

  private static List<Step> steps(List<CallOptions.Wanted> wanted, Voice voice) throws IOException {
    List<Step> steps = new ArrayList<>();
    for (CallOptions.Wanted step : wanted) {
      steps.add(
          switch (step.kind()) {
            case SAY ->
                new Step.Say(
                    "\"" + step.value() + "\"", voice.speak(step.value()), step.interruptAfter());
            case WAV -> new Step.Say(step.value(), wav(step.value()), step.interruptAfter());
            case KEYS -> new Step.Keys(step.value());
          });
    }
    return steps;
  }

  private static Sound wav(String file) throws IOException {
    try {
      Sound sound = Wav.read(Path.of(file)).at8k();
      if (!sound.isAudible()) {
        throw new IOException(file + " holds only silence");
      }
      return sound;
    } catch (java.nio.file.NoSuchFileException missing) {
      throw new IOException(file + ": there is no such file", missing);
    }
  }

  private int report(CallOptions options, PhoneCall call, CallOutcome outcome, CallView view)
      throws IOException {
    if (options.record() != null) {
      Recorder tracks = call.recorder();
      Wav.writeStereo(options.record(), tracks.caller(), tracks.agent(), 8_000);
    }
    if (options.json()) {
      out.println(CallReport.json(outcome, options.target(), call.words().all()));
    }
    if (outcome.failure() != null) {
      err.println("call failed: " + outcome.failure());
      return 1;
    }
    view.ended(summary(outcome));
    if (options.record() != null) {
      view.ended("recorded in " + options.record() + " (you left, agent right)");
    }
    return 0;
  }

  private static String summary(CallOutcome outcome) {
    double[] replies =
        outcome.turns().stream()
            .map(Turn::replyMs)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    String latency =
        replies.length == 0
            ? ""
            : String.format(
                Locale.ROOT, ", replies after %.0f ms (median)", replies[replies.length / 2]);
    return String.format(
        Locale.ROOT,
        "%s after %.1f s%s, %d of %d packets lost",
        outcome.ended(),
        outcome.talkedMs() / 1e3,
        latency,
        outcome.lost(),
        outcome.received() + outcome.lost());
  }
}
