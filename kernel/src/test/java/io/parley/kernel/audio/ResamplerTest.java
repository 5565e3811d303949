package io.parley.kernel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  private static final double AMPLITUDE = 10_000;

  private static Pcm tone(int rateHz, int ms, double hz) {
    short[] samples = new short[rateHz * ms / 1000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hz * i / rateHz));
    }
    return new Pcm(samples, rateHz);
  }

  /** Gain of the middle of a converted tone, in dB. */
  private static double gainDb(int fromHz, int toHz, double hz) {
    Pcm out = Resampler.convert(tone(fromHz, 1000, hz), toHz);
    double power = 0;
    int from = out.length() / 4;
    int to = out.length() * 3 / 4;
    for (int i = from; i < to; i++) {
      power += (double) out.samples()[i] * out.samples()[i];
    }
    return 10 * Math.log10(power / (to - from) / (AMPLITUDE * AMPLITUDE / 2) + 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "16000, 8000",
    "48000, 8000",
    "22050, 8000",
    "44100, 8000",
    "8000, 16000",
    "8000, 48000"
  })
  void passesTheTelephoneBand(int fromHz, int toHz) {
    for (double hz : new double[] {200, 1000, 2000, 3000, 3300}) {
      assertThat(gainDb(fromHz, toHz, hz)).as("%.0f Hz", hz).isCloseTo(0, within(0.5));
    }
  }

  @ParameterizedTest
  @CsvSource({"16000, 8000", "48000, 8000", "22050, 8000", "44100, 8000"})
  void stopsWhatWouldFoldBack(int fromHz, int toHz) {
    for (double hz : new double[] {4300, 5000, 6100, 7300}) {
      assertThat(gainDb(fromHz, toHz, hz)).as("%.0f Hz", hz).isLessThan(-50);
    }
  }

  @Test
  void leavesNoMirrorImageWhenGoingUp() {
    Pcm out = Resampler.convert(tone(8000, 1000, 1000), 16000);
    double error = 0;
    for (int i = 4000; i < 12_000; i++) {
      double expected = AMPLITUDE * Math.sin(2 * Math.PI * 1000 * i / 16000.0);
      error = Math.max(error, Math.abs(out.samples()[i] - expected));
    }
    assertThat(error).isLessThan(30);
  }

  @ParameterizedTest
  @CsvSource({"16000, 8000", "48000, 8000", "44100, 8000", "8000, 16000", "8000, 44100"})
  void keepsLengthAndTime(int fromHz, int toHz) {
    Pcm in = tone(fromHz, 500, 400);
    Pcm out = Resampler.convert(in, toHz);
    assertThat(out.rateHz()).isEqualTo(toHz);
    assertThat((double) out.length()).isCloseTo(toHz / 2.0, within(3.0));
    double error = 0;
    for (int i = toHz / 10; i < toHz * 4 / 10; i++) {
      double expected = AMPLITUDE * Math.sin(2 * Math.PI * 400 * i / toHz);
      error = Math.max(error, Math.abs(out.samples()[i] - expected));
    }
    assertThat(error).as("largest error, so no shift in time").isLessThan(60);
  }

  @ParameterizedTest
  @CsvSource({"16000, 8000", "44100, 8000", "8000, 16000", "8000, 48000"})
  void convertsABlockStreamAsOne(int fromHz, int toHz) {
    short[] whole = tone(fromHz, 300, 700).samples();
    short[] atOnce = new Resampler(fromHz, toHz).convert(whole);
    Resampler stream = new Resampler(fromHz, toHz);
    short[] inBlocks = new short[atOnce.length];
    int length = 0;
    for (int at = 0, block = 1; at < whole.length; at += block, block = block * 7 % 331 + 1) {
      int end = Math.min(whole.length, at + block);
      for (short sample : stream.convert(Arrays.copyOfRange(whole, at, end))) {
        inBlocks[length++] = sample;
      }
    }
    assertThat(length).isEqualTo(atOnce.length);
    assertThat(inBlocks).isEqualTo(atOnce);
  }

  @Test
  void clipsInsteadOfWrapping() {
    short[] square = new short[1600];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    Pcm out = Resampler.convert(new Pcm(square, 16000), 8000);
    for (int i = 45; i < 700; i++) {
      if (i % 20 > 4 && i % 20 < 16) {
        assertThat(Integer.signum(out.samples()[i])).isEqualTo(i / 20 % 2 == 0 ? 1 : -1);
      }
    }
  }

  @Test
  void convertsNothingToNothing() {
    assertThat(Resampler.convert(new Pcm(new short[0], 16000), 8000).length()).isZero();
    assertThat(new Resampler(8000, 8000).convert(new short[] {1, 2})).containsExactly(1, 2);
  }
}
