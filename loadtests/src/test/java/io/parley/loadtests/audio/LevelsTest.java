package io.parley.loadtests.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelsTest {
  static short[] sine(double hertz, double peak, int samples, int rateHz) {
    short[] pcm = new short[samples];
    for (int at = 0; at < samples; at++) {
      pcm[at] = (short) Math.round(peak * Math.sin(2 * Math.PI * hertz * at / rateHz));
    }
    return pcm;
  }

  @Test
  void putsAFullScaleSineThreeDecibelsBelowFullScale() {
    assertThat(Levels.dbfs(sine(1_000, 32_767, 8_000, 8_000), 0, 8_000))
        .isCloseTo(-3.01, within(0.02));
  }

  @Test
  void agreesWithItsOwnThreshold() {
    double sum = Levels.sumAt(-50, 160);
    assertThat(Levels.ofSum(sum, 160)).isCloseTo(-50, within(0.01));
  }

  @Test
  void bringsActiveSpeechToTheLevelAskedFor() {
    short[] pcm = new short[16_000];
    System.arraycopy(sine(500, 900, 8_000, 8_000), 0, pcm, 4_000, 8_000);
    short[] out = Levels.atLevel(pcm, -20);
    assertThat(Levels.dbfs(out, 4_000, 8_000)).isCloseTo(-20 + Levels.DBM0_TO_DBFS, within(0.05));
  }

  @Test
  void keepsTheVoiceBandAndDropsWhatWouldFold() {
    short[] kept = Resampler.to8k(sine(1_000, 10_000, 16_000, 16_000), 16_000);
    short[] dropped = Resampler.to8k(sine(5_000, 10_000, 16_000, 16_000), 16_000);
    assertThat(kept).hasSize(8_000);
    assertThat(Levels.dbfs(kept, 400, 7_000)).isCloseTo(-13.3, within(0.2));
    assertThat(Levels.dbfs(dropped, 400, 7_000)).isLessThan(-55);
  }
}
