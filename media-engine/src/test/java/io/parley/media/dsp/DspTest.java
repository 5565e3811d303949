package io.parley.media.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.testsupport.Allocation;
import io.parley.testsupport.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DspTest {
  private static final int RATE_HZ = Signals.RATE_HZ;
  private static final int FRAME = 160;

  @Test
  void takesHumOutAndLeavesTheVoiceBand() {
    assertThat(highPassGainDb(50)).isCloseTo(-24, within(1.5));
    assertThat(highPassGainDb(200)).isCloseTo(-3, within(0.3));
    assertThat(highPassGainDb(400)).isGreaterThan(-0.5);
    assertThat(highPassGainDb(1000)).isCloseTo(0, within(0.1));
    assertThat(highPassGainDb(3400)).isCloseTo(0, within(0.1));
  }

  private static double highPassGainDb(double hz) {
    short[] tone = Signals.tones(1000, -20, hz);
    short[] out = tone.clone();
    HighPass filter = new HighPass(RATE_HZ);
    for (int at = 0; at < out.length; at += FRAME) {
      filter.process(out, at, FRAME);
    }
    return Signals.dbfs(Arrays.copyOfRange(out, 1600, out.length)) - Signals.dbfs(tone);
  }

  @Test
  void clipsInsteadOfWrapping() {
    short[] square = new short[1600];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 4 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    short[] out = square.clone();
    new HighPass(RATE_HZ).process(out, 0, out.length);
    for (int i = 160; i < out.length; i++) {
      assertThat(Integer.signum(out[i])).isEqualTo(Integer.signum(square[i]));
    }
  }

  @Test
  void gateTurnsNoiseDownToAFifth() {
    assertThat(gated(Signals.white(1000, -50, 1))).isCloseTo(-64, within(0.7));
  }

  @Test
  void gateLeavesAVoiceAlone() {
    short[] voice = Signals.voice(1000, Signals.VOICE_DBFS, 1);
    assertThat(gated(voice)).isCloseTo(Signals.VOICE_DBFS, within(0.3));
  }

  @Test
  void gateOpensWithinTwoMilliseconds() {
    short[] tone = Signals.tones(100, -20, 1000);
    short[] out = tone.clone();
    new NoiseGate(RATE_HZ).process(out, 0, out.length);
    double opened = Signals.dbfs(Arrays.copyOfRange(out, 24, 104));
    assertThat(opened).isCloseTo(-20, within(1.0));
  }

  @Test
  void gateClosesSoftly() {
    short[] speechThenNoise =
        Signals.joined(Signals.tones(200, -20, 1000), Signals.white(400, -55, 2));
    NoiseGate gate = new NoiseGate(RATE_HZ);
    gate.process(speechThenNoise, 0, speechThenNoise.length);
    assertThat(Signals.dbfs(Arrays.copyOfRange(speechThenNoise, 1600, 1760)))
        .as("the word's ending")
        .isGreaterThan(-57);
    assertThat(Signals.dbfs(Arrays.copyOfRange(speechThenNoise, 4000, 4800)))
        .as("the noise after it")
        .isLessThan(-67);
    assertThat(gate.isClosed()).isTrue();
  }

  private static double gated(short[] pcm) {
    short[] out = pcm.clone();
    NoiseGate gate = new NoiseGate(RATE_HZ);
    for (int at = 0; at < out.length; at += FRAME) {
      gate.process(out, at, FRAME);
    }
    return Signals.dbfs(Arrays.copyOfRange(out, 1600, out.length));
  }

  @Test
  void measuresLevels() {
    short[] square = new short[160];
    Arrays.fill(square, Short.MIN_VALUE);
    assertThat(Level.dbfs(square, 0, 160)).isCloseTo(0, within(0.001));
    assertThat(Level.dbfs(Signals.tones(100, -30, 440), 0, 800)).isCloseTo(-30, within(0.1));
    assertThat(Level.dbfs(new short[160], 0, 160)).isEqualTo(Level.SILENCE_DBFS);
    assertThat(Level.dbfs(new short[0], 0, 0)).isEqualTo(Level.SILENCE_DBFS);
  }

  @Test
  void comfortNoiseIsFaintAndRepeatsForItsSeed() {
    short[] first = new short[8000];
    short[] again = new short[8000];
    short[] other = new short[8000];
    new ComfortNoise(7).fill(first, 0, first.length);
    new ComfortNoise(7).fill(again, 0, again.length);
    new ComfortNoise(8).fill(other, 0, other.length);
    assertThat(Signals.dbfs(first)).isBetween(-75.0, -68.0);
    assertThat(Signals.dbfs(Signals.throughUlaw(first))).isBetween(-75.0, -66.0);
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void fadesFromEndToEnd() {
    short[] pcm = new short[100];
    Arrays.fill(pcm, (short) 10000);
    Fade.out(pcm, 0, 100);
    assertThat(pcm[0]).isEqualTo((short) 10000);
    assertThat(pcm[50]).isCloseTo((short) 5000, within((short) 1));
    assertThat(pcm[99]).isLessThan((short) 101);
    Arrays.fill(pcm, (short) -10000);
    Fade.in(pcm, 0, 100);
    assertThat(pcm[0]).isZero();
    assertThat(pcm[99]).isEqualTo((short) -9900);
    Fade.ramp(pcm, 0, 0, 1, 0);
  }

  @Test
  void allocatesNothing() {
    HighPass highPass = new HighPass(RATE_HZ);
    NoiseGate gate = new NoiseGate(RATE_HZ);
    ComfortNoise noise = new ComfortNoise(1);
    short[] frame = Signals.voice(20, -26, 1);
    Runnable work =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            highPass.process(frame, 0, FRAME);
            gate.process(frame, 0, FRAME);
            Fade.ramp(frame, 0, FRAME, 1, 0.9f);
            if (Level.dbfs(frame, 0, FRAME) < -60) {
              noise.fill(frame, 0, FRAME);
            }
          }
        };
    assertThat(Allocation.steadyBytesOf(work)).isZero();
  }
}
