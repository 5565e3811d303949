package io.parley.loadtests.time;

import java.util.concurrent.locks.LockSupport;

/**
 * The caller's monotonic clock. Any thread.
 *
 * <p>An own class, because the load tools share nothing with what they measure.
 */
public final class WireClock {
  private WireClock() {}

  /** Nanoseconds since an arbitrary origin; compare by difference only. */
  public static long nowNs() {
    return System.nanoTime();
  }

  /** Nanoseconds of wall time since 1970, to meet the kernel's receive timestamps. */
  public static long epochNs() {
    java.time.Instant now = java.time.Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /**
   * Sleeps until {@code dueNs}; returns at once when that has passed, and early on interruption.
   */
  public static void sleepUntil(long dueNs) {
    long leftNs = dueNs - System.nanoTime();
    while (leftNs > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(leftNs);
      leftNs = dueNs - System.nanoTime();
    }
  }
}
