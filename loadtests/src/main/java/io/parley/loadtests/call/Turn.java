package io.parley.loadtests.call;

import org.jspecify.annotations.Nullable;

/**
 * What was measured about one step and the agent's reaction. Owned by the call's thread.
 *
 * <p>Times are nanoseconds of the wire clock; 0 means: not yet, or never.
 */
final class Turn {
  final Step step;
  final long beganNs;
  long firstLoudSentNs;
  long lastLoudSentNs;
  long endedNs;
  boolean agentWasSpeaking;
  long agentSilentNs;
  long replyNs;
  long replyEndNs;

  Turn(Step step, long beganNs) {
    this.step = step;
    this.beganNs = beganNs;
  }

  /** End of the caller's speech to the first audio of the reply, in ms; null when none came. */
  @Nullable Double replyMs() {
    return replyNs == 0 || lastLoudSentNs == 0 ? null : (replyNs - lastLoudSentNs) / 1e6;
  }

  /**
   * Onset of the caller's speech until the agent was silent, in ms; null when it was no barge-in.
   */
  @Nullable Double bargeInMs() {
    return !agentWasSpeaking || agentSilentNs == 0 ? null : (agentSilentNs - firstLoudSentNs) / 1e6;
  }
}
