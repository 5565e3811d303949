package io.parley.agent.conversation;

/**
 * A stretch of the caller's speech.
 *
 * @param number counts from 1; 0: he has not spoken yet
 * @param live whether it still goes on
 * @param startedNs when the conversation was told of it
 * @param lastNs its last frame with speech energy
 * @param endedNs when the conversation was told of its end
 * @param lengthMs how long it was, once it is over
 * @param partial the best guess of its words so far
 */
public record Speech(
    long number,
    boolean live,
    long onsetNs,
    long startedNs,
    long lastNs,
    long endedNs,
    long lengthMs,
    double levelDbfs,
    String partial) {
  static final Speech NONE = new Speech(0, false, 0, 0, 0, 0, 0, -100, "");

  static Speech begin(ConversationEvent.SpeechStarted started, long nowNs) {
    return new Speech(
        started.speech(), true, started.onsetNs(), nowNs, nowNs, nowNs, 0, started.levelDbfs(), "");
  }

  Speech guessed(String text) {
    return new Speech(number, live, onsetNs, startedNs, lastNs, endedNs, lengthMs, levelDbfs, text);
  }

  Speech over(long lastSpeechNs, long speechMs, long nowNs) {
    return new Speech(
        number, false, onsetNs, startedNs, lastSpeechNs, nowNs, speechMs, levelDbfs, partial);
  }
}
