package io.parley.control;

import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.session.SessionTalk;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the HTTP side needs of the rest of the process.
 *
 * @param liveCalls the calls that are up
 * @param readiness whether new calls can be taken
 * @param metrics the page at {@code /metrics}
 * @param notices where a line for who starts the process goes; may hold a secret, so no log
 * @param lessons names of the lessons that came with the platform or lie in its folders
 * @param talk holds conversations that have no leg
 */
public record ControlPorts(
    LiveCalls liveCalls,
    Readiness readiness,
    MetricsPage metrics,
    Consumer<String> notices,
    Set<String> lessons,
    SessionTalk talk) {
  /** Copies the names. */
  public ControlPorts {
    lessons = Set.copyOf(lessons);
  }

  /** Says why no call can be taken; empty when calls can. Safe from any thread. */
  @FunctionalInterface
  public interface Readiness {
    /** {@code draining}, {@code starting} …, or empty. */
    String refusal();
  }

  /** The metrics in Prometheus' text format 0.0.4. Safe from any thread. */
  @FunctionalInterface
  public interface MetricsPage {
    /** The whole page. */
    String scrape();
  }
}
