package io.parley.agent.conversation;

import io.parley.kernel.id.UtteranceId;

/**
 * Speech of the caller over an utterance, not yet judged, or judged harmless while it goes on.
 *
 * @param paused whether the loop paused the utterance for it
 * @param heardMs how much of the utterance was sent before
 * @param sinceNs when the conversation was told
 * @param resumed whether the utterance plays on
 */
public record Interruption(
    UtteranceId utterance,
    long speech,
    boolean paused,
    long heardMs,
    long sinceNs,
    boolean resumed) {
  Interruption harmless() {
    return new Interruption(utterance, speech, paused, heardMs, sinceNs, true);
  }
}
