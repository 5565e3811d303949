package io.parley.bench;

import io.parley.media.jitter.Concealment;
import io.parley.media.jitter.DelayLine;
import io.parley.testsupport.Signals;
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

/** The delay line per frame, and the concealment of one lost frame in two. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JitterBenchmark {
  private static final int FRAME = 160;
  private static final long PTIME_NS = 20_000_000;

  private final short[] voice = Signals.voice(20, Signals.VOICE_DBFS, 1);
  private final short[] out = new short[FRAME];
  private final DelayLine line = new DelayLine(Signals.RATE_HZ);
  private final Concealment concealment = new Concealment(Signals.RATE_HZ);
  private long nowNs;

  @Benchmark
  public boolean delayLine() {
    nowNs += PTIME_NS;
    line.push(voice, 0, FRAME, nowNs);
    return line.pull(out, 0, FRAME);
  }

  @Benchmark
  public short[] concealment() {
    concealment.heard(voice, 0, FRAME);
    concealment.conceal(out, 0, FRAME);
    return out;
  }
}
