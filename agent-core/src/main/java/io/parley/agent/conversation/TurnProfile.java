package io.parley.agent.conversation;

import io.parley.kernel.link.AgentOrder.InterruptPolicy;

/**
 * The thresholds of one agent's turn-taking, per state.
 *
 * @param playoutSilenceMs silence that ends speech while the agent speaks, so that a click is known
 *     for one soon
 * @param listenSilenceMs silence that ends a stretch of speech otherwise; the turn may go on
 * @param listening waits while the caller has the floor
 * @param thinkTime waits after he was asked something
 * @param digits waits while a number is expected
 * @param barge how an interruption is judged
 * @param policy how utterances may be interrupted
 * @param reprompts how often silence is answered before the goodbye
 * @param fillerMs after which a slow reply is bridged by a few words; 0: never
 */
public record TurnProfile(
    int playoutSilenceMs,
    int listenSilenceMs,
    Waits listening,
    Waits thinkTime,
    Waits digits,
    Barge barge,
    InterruptPolicy policy,
    int reprompts,
    int fillerMs) {

  /** A tutor: patient after his own questions. */
  public static final TurnProfile CONVERSATIONAL =
      new TurnProfile(
          200,
          250,
          new Waits(350, 600, 1300, 8_000),
          new Waits(400, 900, 1600, 15_000),
          new Waits(700, 1000, 1800, 15_000),
          Barge.DEFAULT,
          InterruptPolicy.OPEN,
          2,
          1500);

  /** Waits longer for a caller who thinks or hesitates. */
  public static final TurnProfile PATIENT =
      new TurnProfile(
          200,
          250,
          new Waits(600, 1000, 1900, 12_000),
          new Waits(700, 1500, 2500, 25_000),
          new Waits(1000, 1500, 2500, 20_000),
          Barge.DEFAULT,
          InterruptPolicy.OPEN,
          3,
          1500);

  /** Answers sooner, for callers who know what they want. */
  public static final TurnProfile BRISK =
      new TurnProfile(
          200,
          200,
          new Waits(250, 450, 1000, 6_000),
          new Waits(300, 600, 1200, 10_000),
          new Waits(500, 800, 1500, 10_000),
          Barge.DEFAULT,
          InterruptPolicy.OPEN,
          2,
          1200);

  /** Number 9198: a turn ends after 200 ms of silence whatever was said, and nobody prompts. */
  public static final TurnProfile SIMULATED =
      new TurnProfile(
          200,
          200,
          Waits.fixed(200),
          Waits.fixed(200),
          Waits.fixed(200),
          Barge.DEFAULT,
          InterruptPolicy.OPEN,
          0,
          0);

  /** Number 9199: lets an interrupter finish, and never prompts. */
  public static final TurnProfile MONOLOGUE =
      new TurnProfile(
          200,
          200,
          Waits.fixed(500),
          Waits.fixed(500),
          Waits.fixed(500),
          Barge.DEFAULT,
          InterruptPolicy.OPEN,
          0,
          0);

  /** The profile called {@code name}; the one for conversations when there is none. */
  public static TurnProfile named(String name) {
    return switch (name) {
      case "patient" -> PATIENT;
      case "brisk" -> BRISK;
      default -> CONVERSATIONAL;
    };
  }

  /** The waits that hold in {@code phase}. */
  Waits waits(Phase phase) {
    return switch (phase) {
      case THINK_TIME -> thinkTime;
      case COLLECTING_DIGITS -> digits;
      case RINGING, GREETING, LISTENING, THINKING, SPEAKING, ENDED -> listening;
    };
  }

  /** The silence the detector is to end speech by in {@code phase}. */
  int silenceMs(Phase phase) {
    return phase.listens() ? listenSilenceMs : playoutSilenceMs;
  }

  /**
   * How long to wait, in milliseconds of silence.
   *
   * @param completeMs ends a turn that sounds finished
   * @param baseMs ends a turn otherwise
   * @param trailingMs ends a turn that sounds unfinished: "and", "because", half a number
   * @param promptMs until the silence is answered; 0: never
   */
  public record Waits(int completeMs, int baseMs, int trailingMs, int promptMs) {
    /** The same silence whatever was said, without prompts. */
    public static Waits fixed(int ms) {
      return new Waits(ms, ms, ms, 0);
    }
  }

  /**
   * How an interruption is judged.
   *
   * @param decideMs after the pause a decision is due; must leave room below 500
   * @param wordsAfterMs after the onset words count as evidence; a click has ended by then
   * @param clickMs speech shorter than this is none
   * @param longMs speech that goes on this long interrupts even if it began as a backchannel
   * @param quietDbfs speech below this level interrupts by words only, never by its length
   */
  public record Barge(int decideMs, int wordsAfterMs, int clickMs, int longMs, double quietDbfs) {
    /** What suits a telephone. */
    public static final Barge DEFAULT = new Barge(470, 330, 180, 1000, -42);
  }
}
