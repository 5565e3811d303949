package io.parley.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBucketsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 7, 20, 99, 650, 1234, 60_000})
  void tellsAValueByItsBucketToWithinFivePercent(long ms) {
    SortedMap<Integer, Long> one = new TreeMap<>();
    one.put(LatencyBuckets.bucket(ms), 1L);

    assertThat(percentile(one, 50)).isBetween(ms - 1, (long) (1.05 * (double) ms) + 1);
  }

  @Test
  void readsPercentilesOfManyValues() {
    SortedMap<Integer, Long> turns = new TreeMap<>();
    for (long ms = 1; ms <= 1000; ms++) {
      turns.merge(LatencyBuckets.bucket(ms), 1L, Long::sum);
    }

    assertThat(percentile(turns, 50)).isCloseTo(500, within(27L));
    assertThat(percentile(turns, 95)).isCloseTo(950, within(50L));
    assertThat(percentile(turns, 99)).isCloseTo(990, within(52L));
  }

  private static long percentile(SortedMap<Integer, Long> turns, int percent) {
    return Objects.requireNonNull(LatencyBuckets.percentile(turns, percent));
  }

  @Test
  void hasNoPercentileOfNothing() {
    assertThat(LatencyBuckets.percentile(new TreeMap<>(), 50)).isNull();
  }
}
