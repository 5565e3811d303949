package io.parley.bench;

import io.parley.media.vad.AdaptiveEnergyDetector;
import io.parley.media.vad.SpeechEdges;
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

/** One frame of 20 ms of speech with its pauses, or of a quiet line, through the edges. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpeechEdgesBenchmark {
  private static final int FRAME = 160;
  private static final int FRAMES = 500;

  private final short[] speech = Signals.speech(20 * FRAMES, Signals.VOICE_DBFS, 1);
  private final short[] quiet = Signals.white(20 * FRAMES, -70, 1);
  private final SpeechEdges edges = SpeechEdges.create(Signals.RATE_HZ);
  private final SpeechEdges fallback =
      new SpeechEdges(Signals.RATE_HZ, new AdaptiveEnergyDetector());
  private int next;

  private int offset() {
    next = (next + 1) % FRAMES;
    return next * FRAME;
  }

  @Benchmark
  public int speech() {
    return edges.onFrame(speech, offset(), FRAME, false);
  }

  @Benchmark
  public int quietLine() {
    return edges.onFrame(quiet, offset(), FRAME, true);
  }

  @Benchmark
  public int speechWithoutNativeDetector() {
    return fallback.onFrame(speech, offset(), FRAME, false);
  }
}
