package io.parley.agent.conversation;

import io.parley.kernel.id.UtteranceId;

/**
 * Speech of the caller over an utterance, not yet judged, or judged harmless while it goes on.
 *
 * @param paused whether the loop paused the utterance for it
 * @param heardMs how much of the utterance was sent before
 * @param sinceNs when the conversation was told
 * @param resumedNs since when the utterance plays on; {@link #PAUSED} while it does not
 */
public record Interruption(
    UtteranceId utterance,
    long speech,
    boolean paused,
    long heardMs,
    long sinceNs,
    long resumedNs) {
  /** The utterance has not been resumed. */
  public static final long PAUSED = Long.MIN_VALUE;

  boolean playsOn() {
    return resumedNs != PAUSED;
  }

  /** How much of the utterance was sent by {@code nowNs}. */
  long heardMs(long nowNs) {
    return playsOn() ? heardMs + (nowNs - resumedNs) / 1_000_000 : heardMs;
  }

  Interruption harmless(long nowNs) {
    return playsOn() ? this : new Interruption(utterance, speech, paused, heardMs, sinceNs, nowNs);
  }
}
