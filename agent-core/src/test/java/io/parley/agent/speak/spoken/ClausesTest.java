package io.parley.agent.speak.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClausesTest {
  @Test
  void leavesShortSentencesWhole() {
    assertThat(Clauses.of("Plants make sugar, and they give off oxygen."))
        .containsExactly("Plants make sugar, and they give off oxygen.");
    assertThat(Clauses.of("  ")).isEmpty();
  }

  @Test
  void cutsLongSentencesAtCommasAndLosesNothing() {
    String sentence =
        "Plants take in carbon dioxide from the air through tiny holes in their leaves, and they"
            + " drink water with their roots, and with the energy of the light they make sugar.";

    List<String> clauses = Clauses.of(sentence);

    assertThat(clauses).hasSizeGreaterThan(1).allMatch(clause -> clause.length() < 150);
    assertThat(String.join(" ", clauses)).isEqualTo(sentence);
  }

  @Test
  void cutsEndlessTextWithoutPunctuation() {
    List<String> clauses = Clauses.of("word ".repeat(200));

    assertThat(clauses).hasSizeGreaterThan(2).allMatch(clause -> clause.length() <= 290);
  }

  @Test
  void evensTheLevelAndCutsThePadding() {
    short[] samples = new short[8000];
    for (int i = 4000; i < 6000; i++) {
      samples[i] = (short) (i % 2 == 0 ? 3000 : -3000);
    }

    Pcm even = Loudness.even(new Pcm(samples, 8000));

    assertThat(even.length()).isEqualTo(2000 + 240 + 960);
    int peak = 0;
    for (short sample : even.samples()) {
      peak = Math.max(peak, sample);
    }
    assertThat(20 * Math.log10(peak / 32767.0)).isBetween(-7.1, -6.9);
  }
}
