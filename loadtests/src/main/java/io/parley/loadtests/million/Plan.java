package io.parley.loadtests.million;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * How many rows of whom. A tenth of all calls are the first tenant's, the others share the rest;
 * all begin within {@link #SPAN}, evenly, in the order of their index. Immutable.
 */
record Plan(int calls, int tenants, long seed) {
  static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration SPAN = Duration.ofDays(60);
  static final Instant START = END.minus(SPAN);

  /** The tenant with a tenth of all calls. */
  static final String BIG = "default";

  private static final long MEAN_TURNS = 8;

  /** What is drawn for call {@code index} and {@code purpose}. */
  SplittableRandom random(long index, int purpose) {
    return new SplittableRandom(
        seed + index * 0x9E37_79B9_7F4A_7C15L + purpose * 0xC2B2_AE3D_27D4_EB4FL);
  }

  long startMs(long index) {
    return START.toEpochMilli() + index * SPAN.toMillis() / calls;
  }

  String tenant(SplittableRandom drawn) {
    return drawn.nextInt(10) == 0 ? BIG : tenant(1 + drawn.nextInt(tenants - 1));
  }

  static String tenant(int number) {
    return "tenant-" + number;
  }

  /** 1 to 15; two neighbours have 16 together, so that the mean is exactly 8. */
  int turns(long index) {
    int first = 1 + random(index / 2, 99).nextInt((int) (2 * MEAN_TURNS - 1));
    return index % 2 == 0 ? first : (int) (2 * MEAN_TURNS) - first;
  }
}
