package io.parley.loadtests.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the command line of {@code ./parley load}. For one thread, once. */
final class LoadArguments {
  static final String USAGE =
      """
      usage: ./parley load [options]

        --scenario stream   callers that speak all the time (dials 9196): loss, grid, CPU
                   v2v      speak, wait for the reply, again (9198): voice-to-voice
                   barge    break into the agent's speech (9199): time until it is silent
                   click    100 ms of clicks into its speech (9199): pause, lost samples
                   noise    a minute each of white, pink, hum, babble at -45 dBFS (9199)
        --calls N           concurrent calls (10; click and noise add one that only listens,
                            noise always has one for each kind of noise)
        --rate R            new calls per second (50)
        --steady S          seconds of measuring, from 1 s after the last answer (20;
                            click and noise 60; barge 240, ended by --count)
        --hold S            seconds each call lasts (until the end of the run)
        --call-ids FILE     write the Call-ID of each answered call, one a line
        --count N           v2v, barge: stop after so many measured (barge 50)
        --number N          what to dial
        --host H, --port P  the server (127.0.0.1, $PARLEY_SIP_PORT or 5060)
        --header "Name: v"  extra header of each INVITE (repeatable)
        --silence MS        the agent's end-of-turn silence, taken off v2v (200)
        --pid P             report CPU and memory of this process
        --no-realtime       leave the media thread at ordinary priority (it is raised where allowed)

      Prints one JSON object. Exit status: 0 measured, 1 calls failed, 2 wrong arguments,
      3 measured but invalid because this generator was itself late (p99 > 0.5 ms).
      """;

  private LoadOptions.Scenario scenario = LoadOptions.Scenario.STREAM;
  private final List<String> headers = new ArrayList<>();
  private String host = "127.0.0.1";
  private int port;
  private int calls = 10;
  private double rate = 50;
  private double steadySeconds;
  private int count = -1;
  private double silenceMs = 200;
  private boolean realtime = true;
  private double holdSeconds;
  private @Nullable Path callIds;
  private @Nullable String number;
  private @Nullable Long pid;

  LoadArguments(Map<String, String> environment) {
    port = whole("PARLEY_SIP_PORT", environment.getOrDefault("PARLEY_SIP_PORT", "5060"), 65_535);
  }

  /** The options; throws {@link IllegalArgumentException} with one line for the person. */
  LoadOptions parse(String[] arguments) {
    for (int at = 0; at < arguments.length; at++) {
      String name = arguments[at];
      if (name.equals("--no-realtime")) {
        realtime = false;
      } else if (at + 1 == arguments.length) {
        throw new IllegalArgumentException(name + " needs a value, or is not known: try --help");
      } else {
        take(name, arguments[++at]);
      }
    }
    return new LoadOptions(
        scenario,
        number == null ? scenario.number() : number,
        host,
        port,
        calls,
        rate,
        Duration.ofMillis(Math.round((steadySeconds > 0 ? steadySeconds : usualSteady()) * 1_000)),
        count >= 0 ? count : usualCount(),
        Duration.ofNanos(Math.round(silenceMs * 1e6)),
        headers,
        realtime,
        Duration.ofMillis(Math.round(holdSeconds * 1_000)),
        callIds,
        pid);
  }

  private double usualSteady() {
    return switch (scenario) {
      case STREAM, V2V -> 20;
      case CLICK, NOISE -> 60;
      case BARGE -> 240;
    };
  }

  private int usualCount() {
    return switch (scenario) {
      case BARGE -> 50;
      case STREAM, V2V, CLICK, NOISE -> 0;
    };
  }

  private void take(String name, String value) {
    switch (name) {
      case "--scenario" -> scenario = scenario(value);
      case "--calls" -> calls = whole(name, value, 10_000);
      case "--rate" -> rate = number(name, value);
      case "--steady" -> steadySeconds = number(name, value);
      case "--hold" -> holdSeconds = number(name, value);
      case "--call-ids" -> callIds = Path.of(value);
      case "--count" -> count = whole(name, value, 1_000_000);
      case "--number" -> number = value;
      case "--host" -> host = value;
      case "--port" -> port = whole(name, value, 65_535);
      case "--header" -> headers.add(value);
      case "--silence" -> silenceMs = number(name, value);
      case "--pid" -> pid = (long) whole(name, value, Integer.MAX_VALUE);
      default -> throw new IllegalArgumentException(name + " is not known: try --help");
    }
  }

  private static LoadOptions.Scenario scenario(String value) {
    for (LoadOptions.Scenario known : LoadOptions.Scenario.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(value)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "--scenario " + value + ": stream, v2v, barge, click or noise");
  }

  private static int whole(String name, String value, int most) {
    boolean numeric = value.matches("\\d{1,9}") && Integer.parseInt(value) <= most;
    if (!numeric || Integer.parseInt(value) == 0) {
      throw new IllegalArgumentException(name + " " + value + ": a whole number from 1 to " + most);
    }
    return Integer.parseInt(value);
  }

  private static double number(String name, String value) {
    if (!value.matches("\\d{1,6}(\\.\\d{1,3})?")) {
      throw new IllegalArgumentException(name + " " + value + ": a number such as 20 or 0.5");
    }
    return Double.parseDouble(value);
  }
}
