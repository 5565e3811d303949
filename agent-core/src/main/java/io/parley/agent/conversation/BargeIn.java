package io.parley.agent.conversation;

/** Judges speech over an utterance: does the caller want the floor? */
final class BargeIn {
  private BargeIn() {}

  /** What is to happen to the utterance. */
  enum Verdict {
    /** The caller takes the floor. */
    ABANDON,
    /** A click, a cough, a backchannel: play on. */
    RESUME,
    /** Too early to tell. */
    WAIT
  }

  /**
   * What is known.
   *
   * @param sinceOnsetMs time since the first frame with speech
   * @param sincePauseMs time since the conversation was told
   * @param speechMs length of the speech, once it has ended
   * @param words whether the transcript so far says something
   * @param backchannel whether it only shows that he listens
   * @param settled whether the transcript is final
   */
  record Evidence(
      long sinceOnsetMs,
      long sincePauseMs,
      boolean ended,
      long speechMs,
      boolean words,
      boolean backchannel,
      boolean settled,
      double levelDbfs) {}

  static Verdict judge(Evidence evidence, TurnProfile.Barge barge) {
    return evidence.ended() ? judgeEnded(evidence, barge) : judgeLive(evidence, barge);
  }

  private static Verdict judgeEnded(Evidence evidence, TurnProfile.Barge barge) {
    boolean brief = evidence.speechMs() < barge.clickMs();
    boolean guessCounts = evidence.sinceOnsetMs() >= barge.wordsAfterMs() && !brief;
    if (evidence.words() && (evidence.settled() || guessCounts)) {
      return Verdict.ABANDON;
    }
    boolean click = brief && !evidence.words();
    boolean due = evidence.sincePauseMs() >= barge.decideMs();
    return evidence.settled() || click || due ? Verdict.RESUME : Verdict.WAIT;
  }

  private static Verdict judgeLive(Evidence evidence, TurnProfile.Barge barge) {
    boolean wordsCount = evidence.settled() || evidence.sinceOnsetMs() >= barge.wordsAfterMs();
    if (evidence.words() && wordsCount) {
      return Verdict.ABANDON;
    }
    if (evidence.sincePauseMs() < barge.decideMs()) {
      return Verdict.WAIT;
    }
    boolean quiet = evidence.levelDbfs() < barge.quietDbfs();
    boolean listening = evidence.backchannel() && evidence.sinceOnsetMs() < barge.longMs();
    return quiet || listening ? Verdict.RESUME : Verdict.ABANDON;
  }
}
