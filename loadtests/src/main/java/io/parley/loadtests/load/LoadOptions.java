package io.parley.loadtests.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load run is to do. A value.
 *
 * @param rate new calls per second
 * @param steady how long figures are taken, from one second after the last answer
 * @param count stop early when this many replies or interruptions have been measured; 0 for never
 * @param silence the agent's end-of-turn silence, taken off voice-to-voice
 * @param hold how long each call lasts; zero for until the end of the run
 * @param callIds file that the Call-IDs of all answered calls are written to; null for none
 * @param pid the process whose CPU and memory are reported
 */
record LoadOptions(
    Scenario scenario,
    String number,
    String host,
    int port,
    int calls,
    double rate,
    Duration steady,
    int count,
    Duration silence,
    List<String> headers,
    boolean realtime,
    Duration hold,
    @Nullable Path callIds,
    @Nullable Long pid) {

  LoadOptions {
    headers = List.copyOf(headers);
  }

  /** What the callers do. */
  enum Scenario {
    STREAM("9196"),
    V2V("9198"),
    BARGE("9199"),
    CLICK("9199"),
    NOISE("9199");

    private final String number;

    Scenario(String number) {
      this.number = number;
    }

    /** What is dialled when nothing is said. */
    String number() {
      return number;
    }
  }
}
