package io.parley.sip.run;

import io.parley.kernel.call.EndReason;
import io.parley.sip.call.OverLimit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what the legs do. Safe from any thread. */
final class Tally {
  /** Upper bounds of the set-up time histogram, in microseconds; the last bucket has none. */
  private static final long[] SETUP_BOUNDS_US = {
    500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    5_000_000
  };

  private static final long NS_PER_US = 1_000;

  final LongAdder invites = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder okRepeats = new LongAdder();
  final LongAdder requestRepeats = new LongAdder();
  final LongAdder overCalls = new LongAdder();
  final LongAdder overRate = new LongAdder();
  private final ConcurrentHashMap<Integer, LongAdder> refused = new ConcurrentHashMap<>();
  private final AtomicLongArray setup = new AtomicLongArray(SETUP_BOUNDS_US.length + 1);

  void refused(int status) {
    refused.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  /** Counts a call there was no room for; null: there was. */
  void overLimit(@Nullable OverLimit over) {
    if (over != null) {
      (over.reason() == EndReason.RATE_LIMIT_REACHED ? overRate : overCalls).increment();
    }
  }

  void answered(long setupNs) {
    answered.increment();
    int bucket = 0;
    while (bucket < SETUP_BOUNDS_US.length && setupNs / NS_PER_US > SETUP_BOUNDS_US[bucket]) {
      bucket++;
    }
    setup.incrementAndGet(bucket);
  }

  Map<Integer, Long> refusals() {
    Map<Integer, Long> out = new TreeMap<>();
    refused.forEach((status, count) -> out.put(status, count.sum()));
    return out;
  }

  /** Upper bound in microseconds to count, not cumulative; {@link Long#MAX_VALUE}: no bound. */
  Map<Long, Long> setupUs() {
    Map<Long, Long> out = new TreeMap<>();
    for (int i = 0; i < setup.length(); i++) {
      out.put(i < SETUP_BOUNDS_US.length ? SETUP_BOUNDS_US[i] : Long.MAX_VALUE, setup.get(i));
    }
    return out;
  }
}
