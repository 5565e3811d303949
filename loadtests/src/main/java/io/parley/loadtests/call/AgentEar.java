package io.parley.loadtests.call;

import io.parley.loadtests.audio.Levels;

/**
 * Hears when the agent speaks, from the level of each 20 ms frame that arrives. Owned by the call's
 * thread; time comes in as an argument.
 *
 * <p>A talkspurt begins with a frame above −50 dBFS after at least 100 ms without one.
 */
final class AgentEar {
  private static final long GAP_NS = 100_000_000L;

  private long firstAudioNs;
  private long spurtNs;
  private long lastLoudNs;
  private long loudFrames;

  void onFrame(double levelDbfs, long nowNs) {
    if (levelDbfs <= Levels.SILENT_DBFS) {
      return;
    }
    loudFrames++;
    if (firstAudioNs == 0) {
      firstAudioNs = nowNs;
    }
    if (lastLoudNs == 0 || nowNs - lastLoudNs >= GAP_NS) {
      spurtNs = nowNs;
    }
    lastLoudNs = nowNs;
  }

  /** When the agent was heard for the first time; 0 before that. */
  long firstAudioNs() {
    return firstAudioNs;
  }

  /** When the newest talkspurt began; 0 before the first. */
  long spurtNs() {
    return spurtNs;
  }

  /** When the newest frame above the threshold came; 0 before the first. */
  long lastLoudNs() {
    return lastLoudNs;
  }

  boolean isSilentFor(long forNs, long nowNs) {
    return nowNs - lastLoudNs >= forNs;
  }

  /** How much of the agent was heard, in milliseconds of audio above the threshold. */
  long heardMs() {
    return loudFrames * 20;
  }
}
