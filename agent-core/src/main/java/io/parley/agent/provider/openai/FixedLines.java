package io.parley.agent.provider.openai;

import io.parley.agent.think.Responder.Ask;
import io.parley.kernel.route.LessonContent;
import org.jspecify.annotations.Nullable;

/**
 * What is said without asking the model: it must come at once, or there is nothing to ask. Pure.
 */
final class FixedLines {
  private static final int SILENCES_TO_GOODBYE = 3;

  private FixedLines() {}

  /** The line for the cue of {@code ask}; null when the model shall answer. */
  static @Nullable Line of(Ask ask) {
    return switch (ask.cue()) {
      case GREETING -> new Line(greeting(ask), false);
      case SILENCE -> silence(ask.count());
      case NOT_UNDERSTOOD ->
          new Line(
              ask.count() == 1
                  ? "Sorry, I did not understand. Please say it again."
                  : "Sorry, I still did not get that. Could you say it in other words?",
              false);
      case SAID -> ask.said().isBlank() ? new Line("Sorry, please say it again.", false) : null;
      case DIGIT -> null;
    };
  }

  private static String greeting(Ask ask) {
    LessonContent lesson = ask.lesson();
    if (!ask.persona().greeting().isBlank()) {
      return ask.persona().greeting();
    }
    String topic = lesson == null ? "" : " Our lesson is " + lesson.title().replace(":", ",") + ".";
    String notice = ask.persona().notice();
    return "Hello, I am Parley's tutor, a computer voice."
        + (notice.isBlank() ? "" : " " + notice)
        + topic
        + " What would you like to know?";
  }

  private static Line silence(int count) {
    if (count >= SILENCES_TO_GOODBYE) {
      return new Line("I cannot hear you any more. Goodbye, and thank you for calling.", true);
    }
    return count == 1
        ? new Line("Are you still there? Take your time.", false)
        : new Line("I cannot hear you. Please say something, or press a key.", false);
  }

  /** One line; {@code last}: then the call ends. */
  record Line(String text, boolean last) {}
}
