package io.parley.kernel.time;

import java.time.Duration;

/** How a thread that may wait waits, so that tests can make it instant. */
@FunctionalInterface
public interface Pause {
  /** Sleeps for real. */
  Pause SLEEP = duration -> Thread.sleep(duration);

  /** Returns after {@code duration}, or throws when the thread is interrupted. */
  void pause(Duration duration) throws InterruptedException;
}
