package io.parley.agent.hear;

import java.util.List;

/**
 * What the caller is likely to say next; a recogniser may weigh it, never rely on it.
 *
 * @param phrases answers in words as spoken, for {@link Kind#ANSWER}
 */
public record Expectation(Kind kind, List<String> phrases) {
  /** Anything: a question, a command, a remark. */
  public static final Expectation OPEN = new Expectation(Kind.OPEN, List.of());

  /** Yes or no, or a command. */
  public static final Expectation YES_NO = new Expectation(Kind.YES_NO, List.of());

  /** Copies the phrases. */
  public Expectation {
    phrases = List.copyOf(phrases);
  }

  /** The kinds of answer. */
  public enum Kind {
    OPEN,
    ANSWER,
    NUMBER,
    YES_NO
  }
}
