package io.parley.bench;

import io.parley.kernel.audio.G711;
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

/** A frame of 20 ms to µ-law and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class G711Benchmark {
  private final short[] pcm = Signals.speech(20, Signals.VOICE_DBFS, 1);
  private final byte[] octets = new byte[pcm.length];

  @Benchmark
  public byte[] encode() {
    for (int i = 0; i < pcm.length; i++) {
      octets[i] = G711.linearToUlaw(pcm[i]);
    }
    return octets;
  }

  @Benchmark
  public short[] decode() {
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = G711.ulawToLinear(octets[i]);
    }
    return pcm;
  }
}
