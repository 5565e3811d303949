package io.parley.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TelephoneUpsamplerTest {
  private static short[] tone(double hz) {
    short[] samples = new short[8000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(10000 * Math.sin(2 * Math.PI * hz * i / 8000));
    }
    return samples;
  }

  private static double level(short[] samples, double hz, int rateHz) {
    double re = 0;
    double im = 0;
    int from = 400;
    for (int i = from; i < samples.length; i++) {
      re += samples[i] * Math.cos(2 * Math.PI * hz * i / rateHz);
      im += samples[i] * Math.sin(2 * Math.PI * hz * i / rateHz);
    }
    return 2 * Math.hypot(re, im) / (samples.length - from);
  }

  @Test
  void keepsTheToneAndLeavesATenthOfItsImage() {
    short[] wide = new TelephoneUpsampler().convert(tone(1000));

    assertThat(wide).hasSize(16000);
    assertThat(level(wide, 1000, 16000)).isCloseTo(10000, within(200.0));
    assertThat(level(wide, 7000, 16000)).isCloseTo(1000, within(60.0));
  }

  @Test
  void convertsTheSameInPieces() {
    short[] whole = new TelephoneUpsampler().convert(tone(700));
    TelephoneUpsampler pieces = new TelephoneUpsampler();
    short[] tone = tone(700);
    short[] joined = new short[16000];
    for (int from = 0; from < tone.length; from += 160) {
      short[] part = pieces.convert(java.util.Arrays.copyOfRange(tone, from, from + 160));
      System.arraycopy(part, 0, joined, 2 * from, part.length);
    }

    assertThat(joined).isEqualTo(whole);
  }
}
