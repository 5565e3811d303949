package io.parley.agent.hear.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.hear.Expectation;
import io.parley.agent.speech.Photosynthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonLanguageTest {
  private final LessonLanguage language = LessonLanguage.of(Photosynthesis.lesson());

  @Test
  void asksAboutTheTermsOfTheLesson() {
    String grammar = language.grammar(Expectation.OPEN);

    assertThat(grammar).contains("<name> = photosynthesis | making food from light | chlorophyll");
    assertThat(grammar).contains("what is <term>").doesNotContain("<integer>");
  }

  @Test
  void letsNumbersInOnlyWhenANumberIsExpected() {
    assertThat(language.grammar(new Expectation(Expectation.Kind.NUMBER, List.of())))
        .contains("<integer>");
    assertThat(language.grammar(new Expectation(Expectation.Kind.ANSWER, List.of("six"))))
        .contains("<integer>");
    assertThat(language.grammar(new Expectation(Expectation.Kind.ANSWER, List.of("oxygen"))))
        .doesNotContain("<integer>");
  }

  @Test
  void takesAnswersItDidNotKnow() {
    String grammar =
        language.grammar(new Expectation(Expectation.Kind.ANSWER, List.of("A nitrous oxide!")));

    assertThat(grammar).contains("<item> = a nitrous oxide | ");
    assertThat(LessonLanguage.wordsOf(grammar)).contains("nitrous", "oxide", "stop", "yes");
  }

  @Test
  void hasAllWordsOfItsGrammars() {
    Set<String> words = language.grammarWords();

    for (Expectation.Kind kind : Expectation.Kind.values()) {
      assertThat(words)
          .containsAll(LessonLanguage.wordsOf(language.grammar(new Expectation(kind, List.of()))));
    }
  }

  @Test
  void modelsWholeSentencesOfTheLesson() {
    ArpaModel model = language.model();

    assertThat(model.probability(List.of("carbon"), "dioxide")).isGreaterThan(0.5);
    assertThat(model.probability(List.of("do", "not"), "understand")).isGreaterThan(0.05);
  }

  @Test
  void knowsItsOwnWordingFromNonsense() {
    Set<String> pairs = language.model().pairs();

    assertThat(LessonLanguage.familiarity("why do we need sunlight", pairs)).isGreaterThan(0.7);
    assertThat(LessonLanguage.familiarity("founded plant made him", pairs)).isLessThan(0.3);
    assertThat(LessonLanguage.familiarity("", pairs)).isZero();
  }

  @Test
  void speaksCommandsWithoutALesson() {
    assertThat(LessonLanguage.of(null).grammar(Expectation.OPEN))
        .contains("goodbye")
        .doesNotContain("<term>");
  }

  @Test
  void cutsTheDictionaryToTheLesson(@TempDir Path folder) throws IOException {
    Path dictionary = folder.resolve("all.dict");
    Files.writeString(dictionary, "leaf L IY F\nleaves L IY V Z\nread R EH D\nread(2) R IY D\n");

    String subset =
        PhoneBook.subset(
            dictionary,
            Set.of("read", "leaf", "stomata", "xylem"),
            Map.of("Xylem", "Z AY L AH M"),
            _ -> "S T OW");

    assertThat(subset.lines())
        .containsExactlyInAnyOrder(
            "xylem Z AY L AH M", "leaf L IY F", "read R EH D", "read(2) R IY D", "stomata S T OW");
  }
}
