package io.parley.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import io.parley.testsupport.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TempoTest {
  private static final Pcm TONE = new Pcm(Signals.tones(2_000, -12, 400), 8_000);

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 1.25, 2})
  void changesTheLengthAndKeepsPitchAndLoudness(double speed) {
    Pcm changed = Tempo.of(TONE, speed);
    assertThat(changed.millis()).isBetween((long) (2_000 / speed) - 2, (long) (2_000 / speed) + 2);
    assertThat(hertz(changed)).isBetween(392.0, 408.0);
    assertThat(level(changed)).isBetween(level(TONE) - 1, level(TONE) + 1);
  }

  @Test
  void leavesTheSpeedOfOneAndShortThingsAsTheyAre() {
    assertThat(Tempo.of(TONE, 1)).isSameAs(TONE);
    Pcm click = new Pcm(new short[100], 8_000);
    assertThat(Tempo.of(click, 2)).isSameAs(click);
  }

  /** By the times the middle of it rises through zero. */
  private static double hertz(Pcm tone) {
    short[] all = tone.samples();
    int rises = 0;
    int from = all.length / 4;
    int to = 3 * all.length / 4;
    for (int i = from + 1; i < to; i++) {
      rises += all[i - 1] < 0 && all[i] >= 0 ? 1 : 0;
    }
    return rises * 8_000.0 / (to - from);
  }

  private static double level(Pcm tone) {
    double sum = 0;
    int from = tone.length() / 4;
    int to = 3 * tone.length() / 4;
    for (int i = from; i < to; i++) {
      sum += (double) tone.samples()[i] * tone.samples()[i];
    }
    return 10 * Math.log10(sum / (to - from));
  }
}
