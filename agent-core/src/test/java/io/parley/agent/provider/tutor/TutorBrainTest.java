package io.parley.agent.provider.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.hear.Expectation;
import io.parley.kernel.route.LessonContent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TutorBrainTest {
  private final Pupil pupil = Pupil.of("photosynthesis");

  @Test
  void holdsTheConversationOfANewcomer() {
    assertThat(pupil.call())
        .contains("practice tutor, a computer program", "Photosynthesis", "give me a question");
    assertThat(pupil.says("what is photosynthesis"))
        .contains("sunlight", "water", "carbon dioxide", "sugar", "oxygen");
    assertThat(pupil.says("can you give me a question")).endsWith("?");
    assertThat(pupil.mayThink()).isTrue();
    assertThat(pupil.expected().kind()).isEqualTo(Expectation.Kind.ANSWER);
    assertThat(pupil.expected().phrases()).contains("carbon dioxide");
    assertThat(pupil.says("stop, goodbye")).startsWith("Goodbye");
    assertThat(pupil.isHungUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"photosynthesis", "fractions", "solar-system"})
  void praisesRightAnswersUntilTheLastQuestionAndCountsThem(String name) {
    Pupil clever = Pupil.of(name);
    LessonContent lesson = Pupil.lesson(name);
    clever.call();
    String reply = clever.says("quiz me");
    int asked = 0;
    while (!reply.contains("last question")) {
      LessonContent.Question question = asked(lesson, reply);
      reply = clever.says("I think it is " + question.accepted().getLast());
      assertThat(reply).contains(question.explanation());
      asked++;
      if (reply.endsWith("question?")) {
        reply = clever.says("yes please");
      }
    }
    assertThat(asked).isEqualTo(lesson.questions().size());
    assertThat(reply).contains(asked == 8 ? "eight of eight" : "nine of nine");
    assertThat(clever.says("yes")).contains(lesson.keyPoints().getFirst().explanation());
  }

  @ParameterizedTest
  @ValueSource(strings = {"photosynthesis", "fractions", "solar-system"})
  void givesEveryHintThenTheSolutionForWrongAnswers(String name) {
    Pupil wrong = Pupil.of(name);
    LessonContent lesson = Pupil.lesson(name);
    wrong.call();
    String reply = wrong.says("give me a question");
    for (int i = 0; i < lesson.questions().size(); i++) {
      LessonContent.Question question = asked(lesson, reply);
      for (String hint : question.hints()) {
        assertThat(wrong.says("a purple elephant")).contains(hint);
        assertThat(wrong.mayThink()).isTrue();
      }
      reply = wrong.says("a purple elephant");
      assertThat(reply).contains(question.explanation());
      reply = reply.contains("Next question.") ? reply : wrong.says("yes");
    }
    assertThat(wrong.memory()).containsEntry("tutor.right", "0");
  }

  @Test
  void saysPartlyWhenAPartOfTheAnswerIsRight() {
    askFor("which gas goes in");
    assertThat(pupil.says("it is carbon something")).contains("part", "breathe this gas out");
    assertThat(pupil.says("oh carbon dioxide")).contains("Plants take in carbon dioxide");
  }

  @Test
  void confirmsARightAnswerItHardlyHeard() {
    askFor("the green color");
    assertThat(pupil.says("chlorophyll", 0.3)).startsWith("Did you say, chlorophyll?");
    assertThat(pupil.expected()).isEqualTo(Expectation.YES_NO);
    assertThat(pupil.says("no")).contains("answer again");
    assertThat(pupil.says("the color fill")).startsWith("Did you say, chlorophyll?");
    assertThat(pupil.presses("1")).contains("catches the sunlight");
  }

  @Test
  void asksAgainOnceBeforeItCountsAnAnswerItHardlyHeardAsWrong() {
    askFor("the green color");
    assertThat(pupil.says("mango", 0.2)).contains("say your answer again");
    assertThat(pupil.says("banana", 0.2)).contains("begins like the word");
  }

  @Test
  void answersAQuestionInBetweenAndComesBackToItsOwn() {
    askFor("the green color");
    String own = "What is the green color in leaves called?";
    assertThat(pupil.says("what is oxygen")).contains("give back to the air").endsWith(own);
    assertThat(pupil.says("why is the sky blue")).endsWith(own);
    assertThat(pupil.says("chlorophyll")).contains("catches the sunlight");
  }

  @Test
  void hintsTellsAndSkipsOnDemand() {
    askFor("the green color");
    assertThat(pupil.says("give me a hint")).contains("chlorine");
    assertThat(pupil.says("i don't know")).contains("sound like fill");
    assertThat(pupil.says("no idea")).contains("no more hints", "The answer is chlorophyll");
    askFor("the roots");
    assertThat(pupil.says("what is the answer")).contains("The answer is the roots");
    pupil.says("yes");
    String first = pupil.says("repeat please");
    assertThat(pupil.presses("3")).isEqualTo(first);
    assertThat(pupil.says("next question")).contains("another one").isNotEqualTo(first);
  }

  @Test
  void teachesPointByPointAndAsksInBetween() {
    pupil.call();
    LessonContent lesson = Pupil.lesson("photosynthesis");
    assertThat(pupil.says("teach me")).startsWith(lesson.keyPoints().get(0).explanation());
    assertThat(pupil.says("yes")).startsWith(lesson.keyPoints().get(1).explanation());
    assertThat(pupil.says("go on"))
        .startsWith(lesson.keyPoints().get(2).explanation())
        .endsWith("Shall I ask you a question?");
    assertThat(pupil.says("no, go on")).startsWith(lesson.keyPoints().get(3).explanation());
    assertThat(pupil.says("an example please")).contains("breathe out");
    assertThat(pupil.says("start over")).contains(lesson.keyPoints().get(0).explanation());
  }

  @Test
  void stopsAndAsksWhatNext() {
    askFor("the roots");
    assertThat(pupil.says("stop")).startsWith("All right, I stop.");
    assertThat(pupil.isHungUp()).isFalse();
    assertThat(pupil.says("what is sugar")).doesNotContain("back to my question");
  }

  @Test
  void promptsASilentCallerTwiceThenSaysGoodbye() {
    pupil.call();
    assertThat(pupil.isSilent(1)).contains("still there");
    assertThat(pupil.isSilent(2)).endsWith("three to repeat.");
    assertThat(pupil.isHungUp()).isFalse();
    assertThat(pupil.isSilent(3)).contains("Goodbye");
    assertThat(pupil.isHungUp()).isTrue();
  }

  @Test
  void asksBackWhenNothingWasUnderstoodThenOffersAQuestionThenLeads() {
    pupil.call();
    assertThat(pupil.mumbles(1)).contains("say it again", "press one for yes");
    assertThat(pupil.mumbles(2)).contains("Shall I ask you a question").doesNotContain("press one");
    assertThat(pupil.mumbles(3)).contains("Photosynthesis is how");
    assertThat(pupil.says("the president of france")).contains("not sure what you asked");
    assertThat(pupil.says("the president of france")).contains("Shall I ask you a question");
    assertThat(pupil.presses("1")).endsWith("?");
    assertThat(pupil.mayThink()).isTrue();
  }

  @Test
  void confirmsAQuestionItIsNotSureOf() {
    pupil.call();
    assertThat(pupil.says("the thing with the green", 0.3))
        .startsWith("Did you ask about chlorophyll?");
    assertThat(pupil.says("no")).contains("in other words");
    assertThat(pupil.says("the thing with the green", 0.3))
        .startsWith("Did you ask about chlorophyll?");
    assertThat(pupil.says("the thing with the green", 0.3)).startsWith("Chlorophyll is the green");
    assertThat(pupil.says("what is chlorophyll", 0.1)).startsWith("Did you ask about chlorophyll?");
    assertThat(pupil.presses("2")).contains("in other words");
  }

  @Test
  void takesKeysAsAnswers() {
    askFor("night in the dark");
    assertThat(pupil.expected()).isEqualTo(Expectation.YES_NO);
    assertThat(pupil.presses("2")).contains("it stops at night");
    Pupil counting = Pupil.of("solar-system");
    counting.call();
    assertThat(counting.says("quiz me")).contains("How many planets");
    assertThat(counting.expected().kind()).isEqualTo(Expectation.Kind.NUMBER);
    assertThat(counting.presses("8")).contains("There are eight planets");
  }

  @Test
  void changesTheLessonWhenTheCallerNamesAnother() {
    pupil.call();
    assertThat(pupil.says("let's do fractions")).contains("Fractions, parts of a whole");
    assertThat(pupil.says("what is a numerator")).startsWith("The numerator is the top number");
    assertThat(pupil.says("can we talk about the solar system")).contains("The solar system");
  }

  @Test
  void saysWhatItIs() {
    pupil.call();
    for (String question : List.of("are you a human", "who are you", "are you a robot")) {
      assertThat(pupil.says(question)).contains("a computer program");
    }
    assertThat(pupil.says("what can I say")).contains("You can ask about", "goodbye");
    assertThat(pupil.says("thank you very much")).startsWith("You are welcome.");
    assertThat(pupil.says("can i ask you a question")).contains("What is your question?");
    assertThat(pupil.says("slower please")).contains("say it again");
  }

  @Test
  void hangsUpWithoutALesson() {
    Pupil lost = new Pupil(null, List.of());
    assertThat(lost.call()).contains("no lesson");
    assertThat(lost.isHungUp()).isTrue();
  }

  @Test
  void answersAnythingShortlyAndAlwaysTheSame() {
    Random random = new Random(7);
    List<String> words =
        List.of(
            "what is",
            "stop",
            "yes",
            "no",
            "photosynthesis",
            "repeat",
            "the answer",
            "eight",
            "why",
            "give me a question",
            "hint",
            "plants",
            "not",
            "or",
            "water",
            "start over",
            "a half",
            "next",
            "i don't know",
            "xx",
            "teach me",
            "fractions",
            "mars",
            "three quarters",
            "'",
            "…",
            "an example",
            "okay",
            "help",
            "wait",
            "night",
            "thank you",
            "leaves and roots");
    for (int call = 0; call < 18; call++) {
      String name = List.of("photosynthesis", "fractions", "solar-system").get(call % 3);
      Pupil one = Pupil.of(name);
      Pupil other = Pupil.of(name);
      assertThat(one.call()).isEqualTo(other.call());
      for (int turn = 0; turn < 25; turn++) {
        StringBuilder said = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
          said.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        double confidence = random.nextDouble();
        String reply = one.says(said.toString(), confidence);
        assertThat(other.says(said.toString(), confidence)).isEqualTo(reply);
        assertThat(reply.split(" ", -1)).as("%s → %s", said, reply).hasSizeBetween(2, 75);
      }
    }
  }

  /** Makes the tutor ask the question that goes best with {@code about}. */
  private void askFor(String about) {
    if (pupil.memory().isEmpty()) {
      pupil.call();
    }
    assertThat(pupil.says("ask me a question about " + about)).endsWith("?");
  }

  private static LessonContent.Question asked(LessonContent lesson, String reply) {
    return lesson.questions().stream()
        .filter(q -> reply.endsWith(q.ask()))
        .findFirst()
        .orElseThrow();
  }
}
