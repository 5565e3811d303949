package io.parley.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.audio.Resampler;
import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpusCodecTest {
  private static final int RATE_HZ = 16000;
  private static final int FRAME = 320;

  private static short[] speech(int ms) {
    return Resampler.convert(
            new Pcm(Signals.speech(ms, Signals.VOICE_DBFS, 6), Signals.RATE_HZ), RATE_HZ)
        .samples();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 60})
  void keepsAVoiceInPacketsOfEveryLengthOpusHas(int ms) {
    short[] voice = speech(2400);
    short[] heard = new short[voice.length];
    int samples = RATE_HZ / 1000 * ms;
    byte[] octets = new byte[480];
    try (OpusCodec codec = new OpusCodec(OpusSettings.WIDEBAND)) {
      assertThat(codec.packetMs(ms)).isEqualTo(ms);
      for (int at = 0; at + samples <= voice.length; at += samples) {
        int length = codec.encode(voice, at, samples, octets, 0);
        assertThat(length).isBetween(1, 480);
        assertThat(codec.decode(octets, 0, length, heard, at)).isEqualTo(samples);
      }
    }
    assertThat(likeness(voice, heard)).isGreaterThan(0.9);
    assertThat(Signals.dbfs(heard)).isCloseTo(Signals.dbfs(voice), within(2.0));
  }

  @Test
  void countsAClockOf48KilohertzAndSendsWhatItHasFramesFor() {
    try (OpusCodec codec = new OpusCodec(OpusSettings.WIDEBAND)) {
      assertThat(codec.clockHz()).isEqualTo(48000);
      assertThat(codec.rateHz()).isEqualTo(RATE_HZ);
      assertThat(codec.packetMs(30)).isEqualTo(20);
      assertThat(codec.packetMs(50)).isEqualTo(40);
      assertThat(codec.packetMs(5)).isEqualTo(10);
    }
  }

  @Test
  void takesALostPacketFromTheCopyInTheNextOne() {
    short[] voice = speech(12000);
    double copied = lossy(voice, OpusSettings.WIDEBAND, true);
    double guessed = lossy(voice, OpusSettings.WIDEBAND, false);
    assertThat(copied).isGreaterThan(guessed + 0.05);
  }

  /** How alike what was said and what was heard are where every fifth packet was lost. */
  private static double lossy(short[] voice, OpusSettings settings, boolean look) {
    int packets = voice.length / FRAME;
    byte[][] octets = new byte[packets][480];
    int[] lengths = new int[packets];
    short[] whole = new short[voice.length];
    short[] heard = new short[voice.length];
    try (OpusCodec codec = new OpusCodec(settings);
        OpusCodec other = new OpusCodec(settings)) {
      for (int i = 0; i < packets; i++) {
        lengths[i] = codec.encode(voice, i * FRAME, FRAME, octets[i], 0);
        var _ = codec.decode(octets[i], 0, lengths[i], whole, i * FRAME);
      }
      for (int i = 0; i + 1 < packets; i++) {
        if (i % 5 == 4) {
          other.conceal(heard, i * FRAME, FRAME, octets[i + 1], 0, look ? lengths[i + 1] : 0);
        } else {
          var _ = other.decode(octets[i], 0, lengths[i], heard, i * FRAME);
        }
      }
      assertThat(other.concealedSamples()).isPositive();
      assertThat(other.recoveredSamples()).isEqualTo(look ? other.concealedSamples() : 0);
    }
    short[] lostWhole = new short[packets / 5 * FRAME];
    short[] lostHeard = new short[lostWhole.length];
    for (int i = 4, at = 0; i + 1 < packets && at < lostWhole.length; i += 5, at += FRAME) {
      System.arraycopy(whole, i * FRAME, lostWhole, at, FRAME);
      System.arraycopy(heard, i * FRAME, lostHeard, at, FRAME);
    }
    return correlation(lostWhole, lostHeard, 0);
  }

  @Test
  void fillsInNoMoreThanTheLongestPacketAndLeavesTheRestSilent() {
    short[] pcm = new short[4010];
    Arrays.fill(pcm, (short) 7);
    try (OpusCodec codec = new OpusCodec(OpusSettings.WIDEBAND)) {
      codec.conceal(pcm, 0, 4000, new byte[0], 0, 0);
    }
    assertThat(Arrays.copyOfRange(pcm, 960, 4000)).containsOnly((short) 0);
    assertThat(Arrays.copyOfRange(pcm, 4000, 4010)).containsOnly((short) 7);
  }

  @Test
  void sendsNothingInSilenceWhenTheFarEndMayMakeItsOwnNoise() {
    OpusSettings settings = new OpusSettings(RATE_HZ, 48000, 24000, true, true);
    byte[] octets = new byte[480];
    short[] voice = speech(2000);
    short[] pcm = new short[960];
    int sent = 0;
    try (OpusCodec codec = new OpusCodec(settings)) {
      for (int i = 0; i < 100; i++) {
        sent += codec.encode(new short[FRAME], 0, FRAME, octets, 0) > 0 ? 1 : 0;
      }
      assertThat(sent).isLessThan(40);
      int length = codec.encode(voice, 3200, FRAME, octets, 0);
      assertThat(codec.decode(octets, 0, length, pcm, 0)).isEqualTo(FRAME);
      assertThat(codec.decode(new byte[] {octets[0]}, 0, 1, pcm, 0)).isEqualTo(FRAME);
    }
  }

  @Test
  void sendsNoWiderThanTheFarEndPlays() {
    short[] noise = Signals.white(4000, -26, 8);
    OpusSettings narrow = new OpusSettings(RATE_HZ, 8000, 24000, false, false);
    assertThat(highShare(heard(noise, narrow))).isLessThan(0.1);
    assertThat(highShare(heard(noise, OpusSettings.WIDEBAND))).isGreaterThan(0.2);
  }

  private static short[] heard(short[] pcm, OpusSettings settings) {
    short[] out = new short[pcm.length];
    byte[] octets = new byte[480];
    try (OpusCodec codec = new OpusCodec(settings)) {
      for (int at = 0; at + FRAME <= pcm.length; at += FRAME) {
        int length = codec.encode(pcm, at, FRAME, octets, 0);
        var _ = codec.decode(octets, 0, length, out, at);
      }
    }
    return out;
  }

  /** Share of the power above 4.6 kHz, by what a decimation to 8 kHz takes away. */
  private static double highShare(short[] pcm) {
    short[] low = Resampler.convert(new Pcm(pcm, RATE_HZ), 8000).samples();
    double all = Math.pow(10, Signals.dbfs(pcm) / 10);
    return 1 - Math.pow(10, Signals.dbfs(low) / 10) / all;
  }

  @Test
  void refusesWhatIsNoPacketAndSurvivesAnyOctets() {
    Random random = new Random(4);
    short[] pcm = new short[960];
    byte[] octets = new byte[1500];
    try (OpusCodec codec = new OpusCodec(OpusSettings.WIDEBAND)) {
      assertThat(codec.decode(octets, 0, 0, pcm, 0)).isEqualTo(AudioCodec.UNDECODABLE);
      int refused = 0;
      for (int i = 0; i < 5000; i++) {
        random.nextBytes(octets);
        int decoded = codec.decode(octets, 0, 1 + random.nextInt(200), pcm, 0);
        assertThat(decoded).isBetween(AudioCodec.UNDECODABLE, 960).isNotZero();
        refused += decoded < 0 ? 1 : 0;
      }
      assertThat(refused).isPositive();
      assertThat(codec.decode(new byte[1501], 0, 1501, pcm, 0)).isEqualTo(AudioCodec.UNDECODABLE);
    }
  }

  @Test
  void saysInOneLineWhyThereIsNoOpusAndWhatToDo() {
    OpusLibrary.Finding none = OpusLibrary.find("libnosuchopus.so.9", "/natives/none");
    assertThat(none.symbols()).isNull();
    assertThat(none.told()).contains("libnosuchopus.so.9").contains("apt-get install libopus0");
    assertThat(none.told().lines()).hasSize(1);
  }

  @Test
  void fallsBackToTheBundledLibrary() {
    OpusLibrary.Finding found = OpusLibrary.find("libnosuchopus.so.9", OpusLibrary.bundled());
    assertThat(found.symbols()).as(found.told()).isNotNull();
  }

  @Test
  void mayBeClosedTwiceAndRefusesWhatOpusCannotDo() {
    OpusCodec codec = new OpusCodec(OpusSettings.WIDEBAND);
    codec.close();
    codec.close();
    assertThatThrownBy(() -> new OpusSettings(44100, 48000, 24000, true, false))
        .hasMessageContaining("44100");
    assertThatThrownBy(() -> new OpusSettings(RATE_HZ, 7000, 24000, true, false))
        .hasMessageContaining("7000");
    assertThatThrownBy(() -> new OpusSettings(RATE_HZ, 48000, 1, true, false))
        .hasMessageContaining("6000");
  }

  @Test
  void allocatesNothing() {
    short[] voice = speech(200);
    byte[] octets = new byte[480];
    short[] pcm = new short[960];
    try (OpusCodec codec = new OpusCodec(OpusSettings.WIDEBAND)) {
      Runnable work =
          () -> {
            for (int i = 0; i < 1500; i++) {
              int length = codec.encode(voice, i % 9 * FRAME, FRAME, octets, 0);
              var _ = codec.decode(octets, 0, length, pcm, 0);
              codec.conceal(pcm, 0, FRAME, octets, 0, length);
            }
          };
      assertThat(Allocation.steadyBytesOf(work)).isZero();
    }
  }

  private static double likeness(short[] said, short[] heard) {
    double best = 0;
    for (int lag = 0; lag < 400; lag++) {
      best = Math.max(best, correlation(said, heard, lag));
    }
    return best;
  }

  private static double correlation(short[] said, short[] heard, int lag) {
    double product = 0;
    double power = 1;
    double heardPower = 1;
    for (int i = 0; i + lag < said.length; i++) {
      product += (double) said[i] * heard[i + lag];
      power += (double) said[i] * said[i];
      heardPower += (double) heard[i + lag] * heard[i + lag];
    }
    return product / Math.sqrt(power * heardPower);
  }
}
