package io.parley.kernel.link;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.route.AgentRef;
import java.util.Map;

/**
 * What happened on the edge. Times named {@code …Ns} are on the clock of {@link EdgeEvent#atNs}.
 */
public sealed interface EdgeFact {
  /**
   * A caller rings. The agent prepares (providers, greeting) and orders Answer or Refuse.
   *
   * @param rateHz rate of the leg: caller audio comes at it and speech must be ordered at it
   * @param headers SIP headers that begin with {@code X-}, names in lower case
   * @param loopback whether the peer is on this machine
   */
  record CallOffered(
      AgentRef agent,
      String dialled,
      String caller,
      String displayName,
      String sipCallId,
      int rateHz,
      Map<String, String> headers,
      boolean loopback)
      implements EdgeFact {}

  /** The caller is through: playout has started. */
  record CallAnswered() implements EdgeFact {}

  /**
   * The caller began to speak, confirmed by the detector. Told again, with the same onset, when the
   * loop pauses an utterance only later in the same speech: its policy asked for a protected start
   * or for more speech.
   *
   * @param onsetNs arrival of the first frame with speech
   * @param paused the utterance the loop paused for it, or {@link UtteranceId#NONE}
   * @param heardMs how much of that utterance was sent before the pause
   */
  record SpeechStarted(long onsetNs, double levelDbfs, UtteranceId paused, long heardMs)
      implements EdgeFact {}

  /**
   * The caller has been silent for the silence of the {@link AgentOrder.ListenProfile} in force.
   *
   * @param lastSpeechNs arrival of the last frame with speech energy
   */
  record SpeechEnded(long lastSpeechNs, long speechMs) implements EdgeFact {}

  /**
   * Caller audio from pre-roll to end of speech, 60 to 100 ms each.
   *
   * @param firstSample index of its first sample since the leg was answered; a gap was not speech
   */
  record CallerAudio(long firstSample, Pcm pcm) implements EdgeFact {}

  /** The caller pressed a key (RFC 4733): 0-9, *, #, A-D. */
  record DigitPressed(char digit, long durationMs) implements EdgeFact {}

  /** The first packet of an utterance went out. */
  record UtteranceAudible(UtteranceId utterance, long onWireNs) implements EdgeFact {}

  /** A paused utterance plays on; {@code byLease} when no order came in time. */
  record UtteranceResumed(UtteranceId utterance, boolean byLease) implements EdgeFact {}

  /** An utterance was played to its end. */
  record UtteranceFinished(UtteranceId utterance, long heardMs) implements EdgeFact {}

  /** An utterance was abandoned after {@code heardMs} of it were sent. */
  record UtteranceCut(UtteranceId utterance, long heardMs) implements EdgeFact {}

  /** The caller put us on hold or took us back. */
  record HoldChanged(boolean held) implements EdgeFact {}

  /** Somebody outside the call orders something of its agent. */
  record OrderCame(CallOrder order) implements EdgeFact {}

  /** The call is over; nothing follows. */
  record CallEnded(EndReason reason) implements EdgeFact {}
}
