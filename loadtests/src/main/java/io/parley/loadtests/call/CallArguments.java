package io.parley.loadtests.call;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the command line of {@code ./parley call}. For one thread, once. */
final class CallArguments {
  static final String USAGE =
      """
      usage: ./parley call [sip:user@host:port | --number N] [what to do] [options]

      what to do (repeatable, in order; each waits until the agent has finished):
        --say "text"          say it with a built-in voice
        --wav file.wav        play a file (PCM16, mu-law or A-law)
        --dtmf 123            press keys
        --interrupt-after 1s  the steps after it (at the end: the last one) break in
                              when the agent has been speaking this long

      options:
        --number N            number to dial (1000)
        --host H, --port P    the server (127.0.0.1, $PARLEY_SIP_PORT or 5060)
        --record out.wav      stereo recording: caller left, agent right
        --json                one JSON object at the end instead of the live view
        --header "Name: v"    extra header of the INVITE (repeatable)
        --codec pcmu|pcma     offer only this one
        --timeout 3m          hang up after this long in any case
        --ring 30s            how long to wait for an answer
        --settle 1.2s         silence after which the agent has finished
        --reply 10s           how long to wait for a reply to begin
        --longest-reply 60s   after which a reply is taken as finished
        --greeting 4s         how long to wait for the agent's first word
        --api URL             REST API for the words (http://127.0.0.1:$PARLEY_HTTP_PORT)

      exit status: 0 the call was held, 1 it failed, 2 wrong arguments
      """;

  private static final List<String> DEMO =
      List.of("what is photosynthesis", "can you give me a question", "stop, goodbye");

  private final Map<String, String> environment;
  private final List<CallOptions.Wanted> steps = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();
  private List<Integer> payloadTypes = List.of(0, 8);
  private String number = "1000";
  private String host = "127.0.0.1";
  private int port;
  private @Nullable String uri;
  private @Nullable Path record;
  private @Nullable Duration interruptAfter;
  private boolean interruptUsed = true;
  private boolean json;
  private Duration settle = Duration.ofMillis(1_200);
  private Duration greeting = Duration.ofSeconds(4);
  private Duration reply = Duration.ofSeconds(10);
  private Duration longestReply = Duration.ofSeconds(60);
  private Duration ring = Duration.ofSeconds(30);
  private Duration longest = Duration.ofMinutes(3);
  private String api;

  CallArguments(Map<String, String> environment) {
    this.environment = environment;
    this.port = number("PARLEY_SIP_PORT", environment.getOrDefault("PARLEY_SIP_PORT", "5060"));
    this.api = "http://127.0.0.1:" + environment.getOrDefault("PARLEY_HTTP_PORT", "8080");
  }

  /** The options; throws {@link IllegalArgumentException} with one line for the person. */
  CallOptions parse(String[] arguments) {
    for (int at = 0; at < arguments.length; at++) {
      String name = arguments[at];
      if (name.equals("--json")) {
        json = true;
      } else if (!name.startsWith("--")) {
        uri = name;
      } else if (at + 1 == arguments.length) {
        throw new IllegalArgumentException(name + " needs a value, or is not known: try --help");
      } else {
        take(name, arguments[++at]);
      }
    }
    return finish();
  }

  private void take(String name, String value) {
    switch (name) {
      case "--say" -> step(CallOptions.Kind.SAY, value);
      case "--wav" -> step(CallOptions.Kind.WAV, value);
      case "--dtmf" -> keys(value);
      case "--interrupt-after" -> {
        interruptAfter = duration(name, value);
        interruptUsed = false;
      }
      case "--number" -> number = value;
      case "--host" -> host = value;
      case "--port" -> port = number(name, value);
      case "--record" -> record = Path.of(value);
      case "--header" -> header(value);
      case "--codec" -> payloadTypes = List.of(codec(value));
      case "--api" -> api = value;
      default -> takeDuration(name, duration(name, value));
    }
  }

  private void takeDuration(String name, Duration value) {
    switch (name) {
      case "--timeout" -> longest = value;
      case "--ring" -> ring = value;
      case "--settle" -> settle = value;
      case "--reply" -> reply = value;
      case "--longest-reply" -> longestReply = value;
      case "--greeting" -> greeting = value;
      default -> throw new IllegalArgumentException(name + " is not known: try --help");
    }
  }

  private void step(CallOptions.Kind kind, String value) {
    interruptUsed = true;
    steps.add(new CallOptions.Wanted(kind, value, interruptAfter));
  }

  private void keys(String digits) {
    if (!TelephoneKeys.isValid(digits)) {
      throw new IllegalArgumentException("--dtmf " + digits + ": keys are 0-9 * # A-D");
    }
    step(CallOptions.Kind.KEYS, digits);
  }

  private void header(String value) {
    if (!value.matches("[A-Za-z0-9-]+\\s*:[^\\r\\n]*")) {
      throw new IllegalArgumentException("--header \"" + value + "\": wanted is \"Name: value\"");
    }
    headers.add(value);
  }

  private static int codec(String name) {
    return switch (name) {
      case "pcmu" -> 0;
      case "pcma" -> 8;
      default -> throw new IllegalArgumentException("--codec " + name + ": pcmu or pcma");
    };
  }

  private static int number(String name, String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
      throw new IllegalArgumentException(name + " " + value + ": a port is 1 to 65535");
    }
    return Integer.parseInt(value);
  }

  /** Reads {@code 500ms}, {@code 1.2s}, {@code 3m}; a bare number is seconds. */
  static Duration duration(String name, String value) {
    if (!value.matches("\\d{1,6}(\\.\\d{1,3})?(ms|s|m)?")) {
      throw new IllegalArgumentException(
          name + " " + value + ": not known, or not a time such as 500ms, 1.2s or 3m");
    }
    double amount = Double.parseDouble(value.replaceAll("[a-z]", ""));
    double ms = value.endsWith("ms") ? amount : amount * (value.endsWith("m") ? 60_000 : 1_000);
    return Duration.ofMillis(Math.round(ms));
  }

  private CallOptions finish() {
    takeTarget();
    if (!interruptUsed && !steps.isEmpty()) {
      CallOptions.Wanted last = steps.removeLast();
      steps.add(new CallOptions.Wanted(last.kind(), last.value(), interruptAfter));
    }
    boolean showTutor = steps.isEmpty() && number.matches("1000|tutor");
    if (showTutor) {
      DEMO.forEach(text -> step(CallOptions.Kind.SAY, text));
    }
    Path data = Path.of(environment.getOrDefault("PARLEY_DATA_DIR", "data"));
    return new CallOptions(
        "sip:" + number + "@" + host + ":" + port,
        host,
        port,
        payloadTypes,
        headers,
        steps,
        new CallScript.Patience(settle, greeting, reply, longestReply),
        record,
        json,
        URI.create(api),
        data.resolve("admin-token"),
        ring,
        longest);
  }

  private void takeTarget() {
    if (uri == null) {
      return;
    }
    String rest = uri.replaceFirst("^sips?:", "").split("[;?]", 2)[0];
    int at = rest.indexOf('@');
    number = at < 0 ? number : rest.substring(0, at);
    String place = rest.substring(at + 1);
    int colon = place.lastIndexOf(':');
    host = colon < 0 ? place : place.substring(0, colon);
    port = colon < 0 ? port : number("port", place.substring(colon + 1));
    if (host.isBlank()) {
      throw new IllegalArgumentException(uri + ": wanted is sip:number@host:port");
    }
  }
}
