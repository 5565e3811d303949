package io.parley.agent.hear;

/**
 * What was understood of one stretch of speech.
 *
 * @param text lower or mixed case, without markup; empty when nothing was understood
 * @param confidence 0 to 1; below 0.5 a careful listener asks back
 */
public record Transcript(String text, double confidence) {
  /** Nothing understood. */
  public static final Transcript NOTHING = new Transcript("", 0);
}
