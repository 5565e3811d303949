package io.parley.agent.provider.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @ParameterizedTest
  @CsvSource({
    "Can you give me a question?, QUIZ",
    "okay ask me something, QUIZ",
    "I'm ready, QUIZ",
    "i want a quiz please, QUIZ",
    "could i have another question, QUIZ",
    "test me, QUIZ",
    "I have a question, HAS_QUESTION",
    "can I ask you something, HAS_QUESTION",
    "next question please, SKIP",
    "skip that one, SKIP",
    "next, SKIP",
    "another one, SKIP",
    "repeat, REPEAT",
    "could you repeat the question, REPEAT",
    "say that again please, REPEAT",
    "pardon, REPEAT",
    "i didn't hear you, REPEAT",
    "what was the question, REPEAT",
    "um i don't know, DONT_KNOW",
    "no idea, DONT_KNOW",
    "i'm not sure, DONT_KNOW",
    "give me a hint, HINT",
    "can i get a clue, HINT",
    "i need help, HINT",
    "help, HELP",
    "what can i say, HELP",
    "what's the answer, SOLUTION",
    "tell me the answer please, SOLUTION",
    "i give up, SOLUTION",
    "stop, STOP",
    "stop please, STOP",
    "be quiet, STOP",
    "stop it, STOP",
    "wait a moment, WAIT",
    "let me think, WAIT",
    "go on, GO_ON",
    "please continue, GO_ON",
    "tell me more, MORE",
    "why, MORE",
    "teach me, TEACH",
    "start the lesson, TEACH",
    "let's start, TEACH",
    "start over, START_OVER",
    "can we start again, START_OVER",
    "from the beginning, START_OVER",
    "give me an example, EXAMPLE",
    "i don't understand, EXAMPLE",
    "could you speak slower, SLOWER",
    "you are too fast, SLOWER",
    "hello, HELLO",
    "are you still there, HELLO",
    "thank you, THANKS",
    "who are you, WHO_ARE_YOU",
    "are you a real person, WHO_ARE_YOU",
    "how are you, HOW_ARE_YOU",
    "i see, GOT_IT",
    "what is this lesson about, TOPICS",
    "what can i learn, TOPICS",
  })
  void reads(String said, Command command) {
    assertThat(Command.of(said)).isEqualTo(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what is photosynthesis",
        "why are leaves green",
        "tell me about mars",
        "the next planet is",
        "how fast is light",
        "i don't know what chlorophyll is",
        "how do plants start to grow",
        "what happens when the sun stops shining",
        "carbon dioxide",
        "explain gravity",
        ""
      })
  void leavesQuestionsAndAnswersAlone(String said) {
    assertThat(Command.of(said)).isNull();
  }
}
