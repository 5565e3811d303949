package io.parley.server.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/** A histogram of milliseconds with fixed bounds. Safe from any thread. */
final class Buckets {
  private static final double[] BOUNDS_MS = {
    1, 2, 5, 10, 20, 40, 60, 100, 150, 200, 300, 500, 800, 1200, 2000, 5000, 10000
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MS.length + 1);

  /** Counts one value; negative ones mean that there was nothing to measure. */
  void add(long ms) {
    if (ms < 0) {
      return;
    }
    int bucket = 0;
    while (bucket < BOUNDS_MS.length && ms > BOUNDS_MS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
  }

  static double[] boundsSeconds() {
    double[] seconds = new double[BOUNDS_MS.length];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = BOUNDS_MS[i] / 1000;
    }
    return seconds;
  }

  long[] counts() {
    long[] now = new long[counts.length()];
    for (int i = 0; i < now.length; i++) {
      now[i] = counts.get(i);
    }
    return now;
  }
}
