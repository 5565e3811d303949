package io.parley.agent.provider.tutor;

import java.util.List;

/** How the tutor words what it says over and over; which wording is next is counted, not drawn. */
final class Wording {
  static final List<String> PRAISE =
      List.of("That is right.", "Yes, very good.", "Correct.", "Well done, that is right.");
  static final List<String> CLOSE =
      List.of("You are close, a part of it is right.", "Almost, that is half of the answer.");
  static final List<String> WRONG =
      List.of("Not quite.", "No, that is not it.", "That is not right yet.");
  static final List<String> MORE_QUESTIONS =
      List.of(
          "Shall I ask you another question?",
          "Would you like one more question?",
          "Are you ready for the next question?");
  static final List<String> OPEN_LEADS =
      List.of(
          "What else would you like to know?",
          "You can ask me something else, or say, give me a question.",
          "What would you like to hear next?");
  static final List<String> AGAIN =
      List.of(
          "Sorry, I did not understand.",
          "Sorry, I did not get that.",
          "I am afraid I missed that.");
  static final List<String> LATER =
      List.of("Let us try a hint.", "Here is a hint.", "Here is some help.");
  static final String KEYS = "You can also press one for yes, two for no, or three to repeat.";
  static final String GOODBYE = "Goodbye, and thank you for learning with me.";

  private Wording() {}

  /** The wording of {@code wordings} whose turn it is. */
  static String pick(List<String> wordings, int turn) {
    return wordings.get(Math.floorMod(turn, wordings.size()));
  }
}
