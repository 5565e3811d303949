package io.parley.agent.conversation;

/**
 * What a conversation goes by: thresholds, deadlines of the stages, and the lines it says itself.
 */
public record Rules(TurnProfile profile, Deadlines deadlines, Lines lines, Limit limit) {
  /**
   * How long a call may be.
   *
   * @param callMs from the offer; 0: as long as it likes
   * @param line what is said then
   */
  public record Limit(long callMs, String line) {
    /** As long as it likes. */
    public static final Limit NONE = new Limit(0, "");
  }

  /**
   * How long each stage may take, in milliseconds.
   *
   * @param answerMs providers and greeting, while the caller hears ringing
   * @param transcriptMs end of speech to transcript
   * @param firstPieceMs question to first piece of the reply
   * @param gapMs between two pieces of a reply
   * @param audioMs first sentence to its first audio
   * @param farewellMs last audio of a goodbye to its end, at most
   */
  public record Deadlines(
      long answerMs,
      long transcriptMs,
      long firstPieceMs,
      long gapMs,
      long audioMs,
      long farewellMs) {
    /** What suits embedded and outside providers alike. */
    public static final Deadlines DEFAULT =
        new Deadlines(3_000, 3_000, 8_000, 8_000, 8_000, 30_000);
  }

  /** What is said when a provider cannot: in the agent's voice, short. */
  public record Lines(
      String greeting, String filler, String apology, String unheard, String farewell) {
    /** English. */
    public static final Lines ENGLISH =
        new Lines(
            "Hello.",
            "Let me think.",
            "I am sorry, I lost my thread. Could you say that again?",
            "I am sorry, I could not hear that. Could you say it again?",
            "I cannot hear you, so I will hang up now. Goodbye.");
  }
}
