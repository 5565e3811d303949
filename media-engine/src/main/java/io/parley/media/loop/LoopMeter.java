package io.parley.media.loop;

import io.parley.kernel.own.HotPath;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What one loop counts about itself, with the histogram of how long after its due time each packet
 * went out. Written by the loop only; read from any thread.
 */
@HotPath
final class LoopMeter {
  static final int CYCLES = 0;
  static final int FRAMES_DROPPED = 1;
  static final int FACTS_DROPPED = 2;
  static final int STALLS = 3;
  static final int LEG_FAULTS = 4;
  static final int LEGS = 5;
  private static final int COUNT = 6;

  private static final long[] BOUNDS_NS = {
    100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000
  };

  private final AtomicLongArray values = new AtomicLongArray(COUNT);
  private final AtomicLongArray deviation = new AtomicLongArray(BOUNDS_NS.length + 1);

  void add(int which, long amount) {
    values.setRelease(which, values.getPlain(which) + amount);
  }

  long get(int which) {
    return values.getAcquire(which);
  }

  /** {@code packets} went out {@code lateNs} after they were due. */
  void sentLate(long lateNs, int packets) {
    int bucket = 0;
    while (bucket < BOUNDS_NS.length && lateNs > BOUNDS_NS[bucket]) {
      bucket++;
    }
    deviation.setRelease(bucket, deviation.getPlain(bucket) + packets);
  }

  /** Upper bounds of the histogram, in nanoseconds; one bucket more has none. */
  static List<Long> boundsNs() {
    return LongStream.of(BOUNDS_NS).boxed().toList();
  }

  /** Packets in each bucket, as of now. */
  List<Long> deviation() {
    return IntStream.range(0, deviation.length()).mapToObj(deviation::getAcquire).toList();
  }
}
