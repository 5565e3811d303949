package io.parley.control.store;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A histogram of latencies whose buckets grow by a twentieth: a percentile read from it is off by 5
 * % at most. Bucket 0 holds values below 1 ms, bucket b those up to 1.05^b ms. Stateless.
 */
final class LatencyBuckets {
  /** By how much each bucket's bound exceeds the one before. */
  static final double GROWTH = 1.05;

  /** The bucket of the column {@code %s} in SQL; the same as {@link #bucket}. */
  static final String SQL =
      "CASE WHEN %s < 1 THEN 0 ELSE ceil(round(ln(%s::numeric) / ln(1.05), 9))::integer END";

  /** The bucket of what did not end as it should; it has no latency. */
  static final int FAILED = -1;

  private LatencyBuckets() {}

  /** The bucket of {@code ms}. */
  static int bucket(long ms) {
    return ms < 1
        ? 0
        : (int) Math.ceil(Math.rint(Math.log((double) ms) / Math.log(GROWTH) * 1e9) / 1e9);
  }

  /**
   * The latency that {@code percent} of {@code turnsByBucket} do not exceed, in milliseconds; null
   * when there are none.
   */
  static @Nullable Long percentile(SortedMap<Integer, Long> turnsByBucket, int percent) {
    long all = turnsByBucket.values().stream().mapToLong(Long::longValue).sum();
    long wanted = Math.ceilDiv(all * percent, 100);
    long seen = 0;
    for (var bucket : turnsByBucket.entrySet()) {
      seen += bucket.getValue();
      if (seen >= wanted) {
        return bucket.getKey() == 0 ? 0 : Math.round(Math.pow(GROWTH, bucket.getKey()));
      }
    }
    return null;
  }
}
