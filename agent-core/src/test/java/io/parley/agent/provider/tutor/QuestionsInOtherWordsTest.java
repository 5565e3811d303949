package io.parley.agent.provider.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.lesson.LessonLibrary;
import io.parley.kernel.route.LessonContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions worded by somebody who has not seen the lessons: answered, or asked back. */
class QuestionsInOtherWordsTest {
  private static final LessonLibrary LIBRARY =
      LessonLibrary.load(
          List.of(Path.of("..", "lessons"), Path.of("src", "test", "resources", "lessons")));

  @ParameterizedTest
  @CsvSource({
    "photosynthesis, how come leaves look green, chlorophyll",
    "photosynthesis, what stuff do plants breathe in, carbon dioxide",
    "photosynthesis, where do plants get their food from, sugar",
    "photosynthesis, why do trees turn red in october, fall colors",
    "photosynthesis, how do plants drink, water",
    "photosynthesis, what do plants do when it is dark, plants at night",
    "photosynthesis, which tiny things in the cell do all the work, chloroplasts",
    "photosynthesis, how does the water get up to the top of a tree, water",
    "fractions, what do you call the number on the upper side, numerator",
    "fractions, what does the lower figure mean, denominator",
    "fractions, how do i put two fractions together, adding fractions",
    "fractions, what if the bottoms are not the same, common denominator",
    "fractions, how can i make six eighths smaller, simplifying",
    "fractions, do the slices have to be the same, equal parts",
    "fractions, how do you take one fraction from another, subtracting fractions",
    "solar-system, which one has the pretty rings, Saturn",
    "solar-system, why did they throw out pluto, Pluto",
    "solar-system, what makes the moon shine, the moon",
    "solar-system, why is the sky dark at night, day and night",
    "solar-system, what is the biggest one, Jupiter",
    "solar-system, how hot is it on venus, Venus",
    "solar-system, how long does it take to go around once, orbit",
    "heart, how does the blood come back, veins",
    "heart, why does my heart go crazy when i run, exercise",
    "heart, where do i get fresh air into the blood, lungs",
    "heart, how many rooms are there, chambers",
    "heart, how quick does it go, exercise",
    "heart, can you tell me about the pulse, pulse",
  })
  void findsWhatIsMeant(String name, String question, String term) {
    LessonContent lesson = LIBRARY.find(name).orElseThrow();
    String reply = ask(lesson, question, 0.7);
    assertThat(
            reply.startsWith("Did you ask about " + term) || reply.startsWith(text(lesson, term)))
        .as("%s → %s", question, reply)
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "photosynthesis, what is photo synthesis, photosynthesis",
    "photosynthesis, what is for the synthesis, photosynthesis",
    "photosynthesis, tell me about clara fill, chlorophyll",
    "photosynthesis, what is color of fill, chlorophyll",
    "photosynthesis, what are the levees for, leaves",
    "photosynthesis, what is carbon die oxide, carbon dioxide",
    "photosynthesis, what does oxy gin do, oxygen",
    "photosynthesis, what are the stow mata, stomata",
    "fractions, what is a new merit or, numerator",
    "fractions, what is a denominate or, denominator",
    "solar-system, what is gravy tea, gravity",
    "solar-system, tell me about shoe pitter, Jupiter",
    "solar-system, what is sat earn, Saturn",
  })
  void findsWordsThatWereHeardNearlyRight(String name, String question, String term) {
    LessonContent lesson = LIBRARY.find(name).orElseThrow();
    String reply = ask(lesson, question, 0.6);
    assertThat(
            reply.startsWith("Did you ask about " + term) || reply.startsWith(text(lesson, term)))
        .as("%s → %s", question, reply)
        .isTrue();
  }

  @Test
  void answersEveryTermAndEveryAliasOfEveryLesson() {
    List<String> missed = new ArrayList<>();
    int asked = 0;
    for (LessonContent lesson : LIBRARY.lessons()) {
      for (LessonContent.Point point : lesson.keyPoints()) {
        assertThat(ask(lesson, "what is " + point.term(), 0.9)).startsWith(point.explanation());
        for (String alias : point.aliases()) {
          asked++;
          String reply = ask(lesson, "tell me about " + alias, 0.9);
          if (!reply.startsWith(point.explanation()) && !reply.contains(point.term())) {
            missed.add(lesson.name() + ": " + alias + " → " + reply);
          }
        }
      }
    }
    assertThat(missed).as("of %s aliases", asked).hasSizeLessThan(asked / 10);
  }

  private static String text(LessonContent lesson, String term) {
    return lesson.keyPoints().stream()
        .filter(point -> point.term().equals(term))
        .findFirst()
        .orElseThrow()
        .explanation();
  }

  private static String ask(LessonContent lesson, String question, double confidence) {
    Pupil pupil = new Pupil(lesson, List.of());
    pupil.call();
    return pupil.says(question, confidence);
  }
}
