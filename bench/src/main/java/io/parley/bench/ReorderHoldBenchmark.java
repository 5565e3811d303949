package io.parley.bench;

import io.parley.media.jitter.ReorderHold;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One packet through the hold: in order, and two of which the later comes first. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReorderHoldBenchmark {
  private static final long PTIME_NS = 20_000_000;

  private final ReorderHold hold = new ReorderHold();
  private final byte[] payload = new byte[160];
  private long seq;
  private long nowNs;

  @Benchmark
  public int inOrder() {
    nowNs += PTIME_NS;
    hold.offer(seq++, 0, 0, payload, 0, payload.length, nowNs);
    return hold.next(nowNs);
  }

  @Benchmark
  public int twoSwapped() {
    nowNs += 2 * PTIME_NS;
    hold.offer(seq + 1, 0, 0, payload, 0, payload.length, nowNs);
    int first = hold.next(nowNs);
    hold.offer(seq, 0, 0, payload, 0, payload.length, nowNs);
    seq += 2;
    return first + hold.next(nowNs) + hold.next(nowNs);
  }
}
