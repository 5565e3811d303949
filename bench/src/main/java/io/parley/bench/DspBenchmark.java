package io.parley.bench;

import io.parley.media.dsp.ComfortNoise;
import io.parley.media.dsp.HighPass;
import io.parley.media.dsp.Level;
import io.parley.media.dsp.NoiseGate;
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

/** The audio stages, each on a frame of 20 ms. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DspBenchmark {
  private static final int FRAME = 160;
  private static final int FRAMES = 200;

  private final short[] speech = Signals.speech(20 * FRAMES, Signals.VOICE_DBFS, 1);
  private final short[] frame = new short[FRAME];
  private final HighPass highPass = new HighPass(Signals.RATE_HZ);
  private final NoiseGate gate = new NoiseGate(Signals.RATE_HZ);
  private final ComfortNoise noise = new ComfortNoise(1);
  private int next;

  private void load() {
    next = (next + 1) % FRAMES;
    System.arraycopy(speech, next * FRAME, frame, 0, FRAME);
  }

  @Benchmark
  public short[] highPass() {
    load();
    highPass.process(frame, 0, FRAME);
    return frame;
  }

  @Benchmark
  public short[] noiseGate() {
    load();
    gate.process(frame, 0, FRAME);
    return frame;
  }

  @Benchmark
  public double level() {
    load();
    return Level.dbfs(frame, 0, FRAME);
  }

  @Benchmark
  public short[] comfortNoise() {
    noise.fill(frame, 0, FRAME);
    return frame;
  }
}
