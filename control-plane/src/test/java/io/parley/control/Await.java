package io.parley.control;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread or process brings about. */
public final class Await {
  private static final long LOOK_EVERY_MS = 20;

  private Await() {}

  /** Returns when {@code condition} holds; fails after {@code patience}. */
  public static void until(String what, Duration patience, Callable<Boolean> condition)
      throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (long waitedMs = 0; waitedMs <= patience.toMillis(); waitedMs += LOOK_EVERY_MS) {
      if (condition.call()) {
        return;
      }
      if (never.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("unreachable");
      }
    }
    throw new AssertionError("not within " + patience + ": " + what);
  }
}
