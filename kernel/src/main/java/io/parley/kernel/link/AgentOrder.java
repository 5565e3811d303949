package io.parley.kernel.link;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.UtteranceId;

/** What the agent asks of the edge for one call; {@code seq} counts from 1 per call. */
public record AgentOrder(CallId call, LegId leg, long seq, Order order) {
  /** One order. */
  public sealed interface Order {}

  /** Orders that signalling carries out. */
  public sealed interface SignallingOrder extends Order {}

  /** Orders that the leg's media loop carries out. */
  public sealed interface SpeechOrder extends Order {}

  /** The agent is ready: send 200. */
  public record Answer() implements SignallingOrder {}

  /** The agent cannot take the call: send {@code sipStatus} (RFC 3261 21). */
  public record Refuse(int sipStatus, String detail) implements SignallingOrder {}

  /** End the call: BYE at once. */
  public record HangUp(EndReason reason, String detail) implements SignallingOrder {}

  /** How the detector is to listen from now on. */
  public record Listen(ListenProfile profile) implements SpeechOrder {}

  /**
   * An utterance begins: its audio follows in {@link Say} orders. Sent before the answer it is
   * played as soon as the caller is through. An utterance that begins while another still plays
   * waits for its end.
   */
  public record BeginUtterance(UtteranceId utterance, InterruptPolicy policy)
      implements SpeechOrder {}

  /** More audio of an utterance, at the leg's rate; late audio of a cut utterance is dropped. */
  public record Say(UtteranceId utterance, Pcm pcm) implements SpeechOrder {}

  /** The utterance has no more audio. */
  public record EndUtterance(UtteranceId utterance) implements SpeechOrder {}

  /** False alarm: play the paused utterance on from where it stopped. */
  public record ResumeUtterance(UtteranceId utterance) implements SpeechOrder {}

  /** Drop what is left of an utterance, paused, playing or still announced. */
  public record AbandonUtterance(UtteranceId utterance) implements SpeechOrder {}

  /**
   * Record both sides of the call from the answer on. Sent before the answer; nothing is recorded
   * without it.
   *
   * @param offeredNs when the call was offered, so that the recording tells its start on the clock
   *     of the call's facts
   * @param keepDays for how long it is wanted
   */
  public record RecordCall(long offeredNs, int keepDays) implements SpeechOrder {
    /** Rejects a time in which nothing could be heard. */
    public RecordCall {
      if (keepDays < 1) {
        throw new IllegalArgumentException("a recording kept for " + keepDays + " days");
      }
    }
  }

  /**
   * What the speech detector is to do.
   *
   * @param silenceMs silence after the last frame with speech energy that ends speech
   */
  public record ListenProfile(int silenceMs) {}

  /**
   * Whether the caller may interrupt an utterance.
   *
   * @param protectedStartMs for how long from its start he may not
   * @param minSpeechMs confirmed speech needed before the loop pauses; 0: the onset itself
   */
  public record InterruptPolicy(boolean interruptible, int protectedStartMs, int minSpeechMs) {
    /** Anyone may interrupt at any time. */
    public static final InterruptPolicy OPEN = new InterruptPolicy(true, 0, 0);

    /** Nobody may. */
    public static final InterruptPolicy PROTECTED = new InterruptPolicy(false, 0, 0);
  }
}
