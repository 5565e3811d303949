package io.parley.loadtests.stats;

/**
 * A histogram of durations, exact to a microsecond up to 100 ms. Owned by one thread until it is
 * read; allocates nothing when added to.
 */
public final class Microseconds {
  private static final int TOP = 100_000;

  private final long[] counts = new long[TOP + 1];
  private long total;
  private long maxNs;

  public void addNs(long durationNs) {
    long positive = Math.max(0, durationNs);
    counts[(int) Math.min(TOP, positive / 1_000)]++;
    maxNs = Math.max(maxNs, positive);
    total++;
  }

  public long count() {
    return total;
  }

  /** In milliseconds, rounded up to the microsecond; NaN without values. */
  public double percentileMs(double percent) {
    if (total == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(percent * total / 100 - 1e-9));
    long seen = 0;
    for (int at = 0; at < TOP; at++) {
      seen += counts[at];
      if (seen >= rank) {
        return Math.min((at + 1) / 1e3, maxNs / 1e6);
      }
    }
    return maxNs / 1e6;
  }

  public double maxMs() {
    return total == 0 ? Double.NaN : maxNs / 1e6;
  }
}
