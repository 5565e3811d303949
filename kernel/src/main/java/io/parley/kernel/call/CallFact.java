package io.parley.kernel.call;

import io.parley.kernel.media.MediaQuality;
import java.util.Map;

/**
 * Something that is true about a call from now on. Facts go to the journal first and are never
 * changed. Times are milliseconds after the call was offered unless the name says otherwise.
 */
public sealed interface CallFact {
  /**
   * An INVITE was taken.
   *
   * @param agent name and version ({@code tutor@1}), or the line it reached ({@code echo})
   */
  record Offered(
      String direction,
      String from,
      String displayName,
      String to,
      String sipCallId,
      String remote,
      String userAgent,
      String agent)
      implements CallFact {}

  /** A 200 was sent {@code setupMs} after the INVITE came. */
  record Answered(long setupMs, String codec) implements CallFact {}

  /**
   * The agent's part of a turn is over.
   *
   * @param index counts from 0, the greeting
   * @param said what the caller was understood to say; empty for greetings and re-prompts
   * @param generated the whole reply
   * @param heard the part of it that was played before an interruption
   */
  record TurnCompleted(
      int index,
      long startedMs,
      String said,
      String generated,
      String heard,
      boolean interrupted,
      TurnLatency latency)
      implements CallFact {}

  /** The turn engine decided something, on these inputs. */
  record Decided(long atMs, String state, String decision, Map<String, String> inputs)
      implements CallFact {}

  /**
   * The agent said what an operator ordered.
   *
   * @param heard the part of it that was played
   * @param by who ordered it
   */
  record OperatorSaid(long atMs, String text, String heard, boolean interrupted, String by)
      implements CallFact {}

  /**
   * The responder used a tool.
   *
   * @param turn the turn it did so in
   * @param arguments what it gave the tool, as JSON
   * @param result what came of it
   */
  record ToolCalled(long atMs, int turn, String name, String arguments, String result)
      implements CallFact {}

  /** What the call is about was changed from outside: {@link CallContext#with}. */
  record ContextUpdated(long atMs, Map<String, String> changes, String by) implements CallFact {}

  /** The caller pressed a key. */
  record DigitPressed(long atMs, String digit) implements CallFact {}

  /** A provider was used: {@code stage} stt, llm or tts; {@code outcome} ok, timeout, failed … */
  record ProviderUsed(long atMs, String stage, String provider, String outcome, long tookMs)
      implements CallFact {}

  /** How the media of the leg went. */
  record QualityMeasured(MediaQuality quality) implements CallFact {}

  /**
   * The call's recording can be fetched. It comes after the end, and when that is not known: so it
   * is numbered {@link #SEQ} and not after the fact before it.
   *
   * @param startsMs when its first sample was played
   * @param createdAtMs when it was put on record, milliseconds since 1970
   * @param expiresAtMs when it is deleted, milliseconds since 1970
   */
  record RecordingReady(
      long startsMs,
      long durationMs,
      long sizeBytes,
      int rateHz,
      int channels,
      String sha256,
      long createdAtMs,
      long expiresAtMs)
      implements CallFact {
    /** Its number within its call, which no journalled fact reaches. */
    public static final long SEQ = 900_000_000;
  }

  /** The call is over. */
  record Ended(EndReason reason, String detail, int sipStatus, long durationMs)
      implements CallFact {}

  /**
   * Where the time of a turn went, each in milliseconds from the end of the caller's speech (his
   * last frame with speech energy, at our socket); -1 where a stage did not run.
   */
  record TurnLatency(
      long endOfTurnMs, long transcriptMs, long firstTokenMs, long firstAudioMs, long onWireMs) {
    /** Nothing measured: a greeting or re-prompt. */
    public static final TurnLatency NONE = new TurnLatency(-1, -1, -1, -1, -1);
  }
}
