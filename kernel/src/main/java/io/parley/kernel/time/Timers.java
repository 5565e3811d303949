package io.parley.kernel.time;

import java.time.Duration;

/**
 * Deadlines that deliver into their owner's lane: {@code deliver} only ever offers to a lane or
 * strand, it never does the work on the timer's thread.
 */
public interface Timers {
  /** Calls {@code deliver} once, {@code delay} from now, unless cancelled before. */
  Timer after(Duration delay, Runnable deliver);

  /** A deadline that can be taken back. */
  interface Timer {
    /** Forgets the deadline; without effect when it has been delivered. */
    void cancel();
  }
}
