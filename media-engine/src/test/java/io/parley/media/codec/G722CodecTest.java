package io.parley.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checksums are those of what SpanDSP 0.0.6 (g722_encode, g722_decode at 64 kbit/s) makes of
 * the same input; that library passes the test sequences of ITU-T G.722 appendix II.
 */
class G722CodecTest {
  private static final int RATE_HZ = 16000;
  private static final int SECONDS = 20;

  @ParameterizedTest
  @CsvSource({
    "NOISE,268ac0f9",
    "SQUARE,3aecfebb",
    "BURSTS,76a2ffe5",
    "RAMPS,c38eae81",
    "LEAST_BITS,9db57ab4",
    "SPIKES,8e73c778",
    "SOFT_NOISE,af9271fe"
  })
  void codesLikeAnotherImplementationBitByBit(Input input, String checksum) {
    assertThat(checksumOf(encoded(input.samples(SECONDS * RATE_HZ), 320))).isEqualTo(checksum);
  }

  @ParameterizedTest
  @CsvSource({"BURSTS,84d0e0b1", "RAMPS,e58c9916", "LEAST_BITS,c8cf6a6d"})
  void decodesLikeAnotherImplementationBitByBit(Input input, String checksum) {
    byte[] octets = encoded(input.samples(SECONDS * RATE_HZ), 320);
    assertThat(checksumOf(bytes(decoded(octets, 160)))).isEqualTo(checksum);
  }

  @Test
  void saturatesOctetsThatNoCoderWouldSend() {
    byte[] octets = new byte[RATE_HZ / 2 * SECONDS];
    new Random(9).nextBytes(octets);
    short[] pcm = decoded(octets, 160);
    // Where the other implementation does not saturate its samples are left out on both sides.
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = pcm[i] == Short.MIN_VALUE || pcm[i] == Short.MAX_VALUE ? 0 : pcm[i];
    }
    assertThat(checksumOf(bytes(pcm))).isEqualTo("3f82dfe7");
  }

  @ParameterizedTest
  @CsvSource({"300,28", "1000,28", "2000,25", "3400,20", "4500,12", "5500,12", "6800,12"})
  void keepsTonesOfBothBands(int hz, double leastDb) {
    short[] tone = new short[RATE_HZ];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) Math.round(8000 * Math.sin(2 * Math.PI * hz * i / RATE_HZ));
    }
    short[] heard = decoded(encoded(tone, 320), 160);
    assertThat(signalToNoiseDb(heard, hz)).isGreaterThan(leastDb);
    assertThat(Signals.dbfs(settled(heard))).isCloseTo(Signals.dbfs(tone), within(1.0));
  }

  @Test
  void keepsSpeech() {
    // The same syllables twice as fast: a voice that fills the wide band.
    short[] speech = Signals.speech(6000, Signals.VOICE_DBFS, 4);
    short[] heard = decoded(encoded(speech, 320), 160);
    int delay = 22;
    double signal = 0;
    double noise = 0;
    for (int i = delay; i < speech.length; i++) {
      double error = heard[i] - speech[i - delay];
      signal += (double) speech[i - delay] * speech[i - delay];
      noise += error * error;
    }
    assertThat(10 * Math.log10(signal / noise)).isGreaterThan(18);
  }

  /** ITU-T G.722 3.7: from reset, silence is coded by the same octet until something is said. */
  @Test
  void startsFromTheKnownResetState() {
    byte[] silence = encoded(new short[320], 320);
    assertThat(silence[0]).isEqualTo((byte) 0xfa);
    assertThat(encoded(new short[320], 320)).isEqualTo(silence);
    short[] heard = decoded(silence, 160);
    assertThat(heard[0]).isZero();
    for (short sample : heard) {
      assertThat((int) sample).isBetween(-4, 4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 50, 60})
  void isTheSameStreamInPacketsOfAnyLength(int packetMs) {
    G722Codec codec = new G722Codec();
    int samples = RATE_HZ / 1000 * codec.packetMs(packetMs);
    short[] pcm = Input.BURSTS.samples(samples * 50);
    byte[] octets = encoded(pcm, samples);
    assertThat(octets).hasSize(8 * packetMs * 50);
    assertThat(octets).isEqualTo(encoded(pcm, pcm.length / 500));
    assertThat(decoded(octets, samples / 2)).isEqualTo(decoded(octets, octets.length / 500));
  }

  @Test
  void countsTheClockAtHalfTheRateOfItsAudio() {
    G722Codec codec = new G722Codec();
    assertThat(codec.clockHz()).isEqualTo(8000);
    assertThat(codec.rateHz()).isEqualTo(RATE_HZ);
    assertThat(codec.packetMs(5)).isEqualTo(10);
    assertThat(codec.packetMs(25)).isEqualTo(20);
    assertThat(codec.packetMs(200)).isEqualTo(60);
  }

  @Test
  void refusesWhatIsNoPayload() {
    G722Codec codec = new G722Codec();
    short[] pcm = new short[960];
    assertThat(codec.decode(new byte[0], 0, 0, pcm, 0)).isEqualTo(AudioCodec.UNDECODABLE);
    assertThat(codec.decode(new byte[481], 0, 481, pcm, 0)).isEqualTo(AudioCodec.UNDECODABLE);
    assertThat(codec.decode(new byte[480], 0, 480, pcm, 0)).isEqualTo(960);
  }

  @Test
  void fillsAGapWithTheVoiceBeforeItAndFadesItOut() {
    short[] voice = Signals.voice(2000, Signals.VOICE_DBFS, 2);
    G722Codec codec = new G722Codec();
    byte[] octets = encoded(voice, 320);
    short[] pcm = new short[320];
    for (int at = 0; at < 1600; at += 160) {
      var _ = codec.decode(octets, at, 160, pcm, 0);
    }
    double before = Signals.dbfs(pcm);
    codec.conceal(pcm, 0, 320, octets, 0, 0);
    assertThat(Signals.dbfs(pcm)).isCloseTo(before, within(6.0));
    for (int lost = 0; lost < 3; lost++) {
      codec.conceal(pcm, 0, 320, octets, 0, 0);
    }
    assertThat(pcm).containsOnly((short) 0);
    assertThat(codec.concealedSamples()).isEqualTo(4 * 320);
  }

  @Test
  void allocatesNothing() {
    G722Codec codec = new G722Codec();
    short[] pcm = Input.BURSTS.samples(320);
    byte[] octets = new byte[160];
    Runnable work =
        () -> {
          for (int i = 0; i < 2000; i++) {
            var _ = codec.encode(pcm, 0, 320, octets, 0);
            var _ = codec.decode(octets, 0, 160, pcm, 0);
            codec.conceal(pcm, 0, 320, octets, 0, 0);
          }
        };
    assertThat(Allocation.steadyBytesOf(work)).isZero();
  }

  private static byte[] encoded(short[] pcm, int packetSamples) {
    G722Codec codec = new G722Codec();
    byte[] out = new byte[pcm.length / 2];
    for (int at = 0; at < pcm.length; at += packetSamples) {
      assertThat(codec.encode(pcm, at, packetSamples, out, at / 2)).isEqualTo(packetSamples / 2);
    }
    return out;
  }

  private static short[] decoded(byte[] octets, int packetBytes) {
    G722Codec codec = new G722Codec();
    short[] out = new short[octets.length * 2];
    for (int at = 0; at < octets.length; at += packetBytes) {
      assertThat(codec.decode(octets, at, packetBytes, out, 2 * at)).isEqualTo(2 * packetBytes);
    }
    return out;
  }

  private static short[] settled(short[] pcm) {
    return Arrays.copyOfRange(pcm, RATE_HZ / 10, pcm.length);
  }

  /** The power at {@code hz} against all that is left when it is taken out. */
  private static double signalToNoiseDb(short[] heard, int hz) {
    short[] pcm = settled(heard);
    double real = 0;
    double imaginary = 0;
    double all = 0;
    for (int i = 0; i < pcm.length; i++) {
      real += pcm[i] * Math.cos(2 * Math.PI * hz * i / RATE_HZ);
      imaginary += pcm[i] * Math.sin(2 * Math.PI * hz * i / RATE_HZ);
      all += (double) pcm[i] * pcm[i];
    }
    double tone = 2 * (real * real + imaginary * imaginary) / pcm.length;
    return 10 * Math.log10(tone / (all - tone));
  }

  private static byte[] bytes(short[] pcm) {
    byte[] out = new byte[2 * pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      out[2 * i] = (byte) pcm[i];
      out[2 * i + 1] = (byte) (pcm[i] >> 8);
    }
    return out;
  }

  private static String checksumOf(byte[] octets) {
    CRC32 crc = new CRC32();
    crc.update(octets);
    return "%08x".formatted(crc.getValue());
  }

  /** Made of integers only, so that they are the same everywhere. */
  enum Input {
    NOISE(722),
    SQUARE(723),
    BURSTS(724),
    RAMPS(725),
    LEAST_BITS(726),
    SPIKES(727),
    SOFT_NOISE(728);

    private final long seed;

    Input(long seed) {
      this.seed = seed;
    }

    private short[] samples(int length) {
      Random random = new Random(seed);
      short[] out = new short[length];
      int first = 0;
      int second = 0;
      for (int i = 0; i < length; i++) {
        if (this == BURSTS) {
          first += (random.nextInt(65536) - 32768 - first) / 8;
          second += (first - second) / 4;
        }
        out[i] =
            (short)
                switch (this) {
                  case NOISE -> random.nextInt(65536) - 32768;
                  case SQUARE -> i / 40 % 2 == 0 ? 32767 : -32768;
                  case BURSTS -> second * (i / 4000 % 4) / 2;
                  case RAMPS -> (int) (i * (long) (i % 32000) / 64 % 2000 - 1000) * 8;
                  case LEAST_BITS -> random.nextInt(3) - 1;
                  case SPIKES -> (i % 16 < 8 ? 1 : -1) * (random.nextInt(16) == 0 ? 30000 : 200);
                  case SOFT_NOISE -> random.nextInt(8192) - 4096;
                };
      }
      return out;
    }
  }
}
