package io.parley.agent.provider.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.hear.Expectation.Kind;
import io.parley.agent.hear.Transcript;
import io.parley.agent.provider.pocketsphinx.Decoder.Hypothesis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static Hypothesis heard(String text, int score) {
    return new Hypothesis(text, score, 100);
  }

  private static Transcript choose(Kind kind, Hypothesis grammar, @Nullable Hypothesis model) {
    return Fusion.choose(kind, grammar, model, text -> text.startsWith("why") ? 0.9 : 0.1);
  }

  @Test
  void believesFreeSpeechAsFarAsTheLessonKnowsItsWords() {
    Hypothesis nothing = heard("", 0);

    assertThat(choose(Kind.OPEN, nothing, heard("why do plants", -9)).confidence())
        .isGreaterThan(0.6);
    assertThat(choose(Kind.OPEN, nothing, heard("founded planned", -9)).confidence())
        .isLessThan(0.4);
  }

  @Test
  void believesTheGrammarWhenItFitsFarBetter() {
    Transcript chosen =
        choose(Kind.OPEN, heard("what is chlorophyll", -3000), heard("what is full", -4200));

    assertThat(chosen.text()).isEqualTo("what is chlorophyll");
    assertThat(chosen.confidence()).isGreaterThan(0.8);
  }

  @Test
  void believesTheModelWhenTheGrammarIsForced() {
    Transcript chosen =
        choose(
            Kind.OPEN,
            heard("why do we need glucose", -9000),
            heard("why are leaves green", -8800));

    assertThat(chosen.text()).isEqualTo("why are leaves green");
    assertThat(chosen.confidence()).isLessThan(0.8);
  }

  @Test
  void leansToTheGrammarWhenANumberWasAskedFor() {
    Hypothesis number = heard("six", -3800);
    Hypothesis words = heard("sicks", -3700);

    assertThat(choose(Kind.NUMBER, number, words).text()).isEqualTo("six");
    assertThat(choose(Kind.OPEN, number, words).text()).isEqualTo("sicks");
  }

  @Test
  void isSureWhenBothHeardTheSame() {
    assertThat(choose(Kind.YES_NO, heard("yes", -2100), heard("yes", -2200)).confidence())
        .isGreaterThan(0.8);
  }

  @Test
  void understandsNothingFromNothing() {
    assertThat(choose(Kind.OPEN, heard("", 0), heard("<sil>", 0))).isEqualTo(Transcript.NOTHING);
    assertThat(choose(Kind.OPEN, heard("", 0), null)).isEqualTo(Transcript.NOTHING);
  }

  @Test
  void stripsMarksOfTheDecoder() {
    assertThat(Fusion.plain("<s> i read(2) it [NOISE] ++UM++ </s>")).isEqualTo("i read it");
  }
}
