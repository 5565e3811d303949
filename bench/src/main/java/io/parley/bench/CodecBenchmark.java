package io.parley.bench;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.kernel.media.Codec;
import io.parley.media.codec.AudioCodec;
import io.parley.media.codec.G711Codec;
import io.parley.media.codec.G722Codec;
import io.parley.media.codec.OpusCodec;
import io.parley.media.codec.OpusSettings;
import io.parley.testsupport.Signals;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A packet of 20 ms of speech through each codec, each way, and the filling of one that is lost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
  private static final int PACKETS = 200;

  /** The codec measured. */
  @Param({"PCMU", "G722", "OPUS"})
  public String name = "";

  private AudioCodec codec = new G711Codec(Codec.PCMU);
  private short[] speech = {};
  private final byte[][] payloads = new byte[PACKETS][480];
  private final int[] lengths = new int[PACKETS];
  private final byte[] octets = new byte[480];
  private final short[] pcm = new short[2880];
  private int samples;
  private int next;

  /** Speech at the codec's rate, and what the codec makes of it. */
  @Setup
  public void setUp() {
    codec =
        switch (name) {
          case "G722" -> new G722Codec();
          case "OPUS" -> new OpusCodec(OpusSettings.WIDEBAND);
          default -> new G711Codec(Codec.PCMU);
        };
    Pcm narrow = new Pcm(Signals.speech(20 * PACKETS, Signals.VOICE_DBFS, 1), Signals.RATE_HZ);
    speech = Resampler.convert(narrow, codec.rateHz()).samples();
    samples = codec.rateHz() / 50;
    for (int i = 0; i < PACKETS; i++) {
      lengths[i] = codec.encode(speech, i * samples, samples, payloads[i], 0);
    }
  }

  /** Frees what libopus holds. */
  @TearDown
  public void tearDown() {
    codec.close();
  }

  private int turn() {
    next = (next + 1) % PACKETS;
    return next;
  }

  @Benchmark
  public int encode() {
    return codec.encode(speech, turn() * samples, samples, octets, 0);
  }

  @Benchmark
  public int decode() {
    int at = turn();
    return codec.decode(payloads[at], 0, lengths[at], pcm, 0);
  }

  @Benchmark
  public short[] conceal() {
    int at = turn();
    var _ = codec.decode(payloads[at], 0, lengths[at], pcm, 0);
    codec.conceal(pcm, 0, samples, payloads[at], 0, 0);
    return pcm;
  }
}
