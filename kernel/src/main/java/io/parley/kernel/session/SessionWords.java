package io.parley.kernel.session;

/**
 * What somebody said.
 *
 * @param text empty when nothing was understood
 * @param confidence 0 to 1; what was typed is sure
 * @param spokenMs how long he spoke; 0 when he typed
 * @param tookMs how long the recogniser took after the end of his speech
 * @param provider who recognised it; empty when it was typed
 */
public record SessionWords(
    String text, double confidence, long spokenMs, long tookMs, String provider) {
  /** Words that were typed. */
  public static SessionWords typed(String text) {
    return new SessionWords(text, 1, 0, 0, "");
  }
}
