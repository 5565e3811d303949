package io.parley.agent.conversation;

import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.UtteranceId;

/**
 * What a conversation is told. Times named {@code …Ns} are on the clock of the {@code nowNs} that
 * comes with the event.
 */
public sealed interface ConversationEvent {
  /** The caller rings. */
  record Offered() implements ConversationEvent {}

  /** The transcriber listens. */
  record HearingReady() implements ConversationEvent {}

  /** The transcriber cannot listen, or no longer. */
  record HearingFailed(String detail) implements ConversationEvent {}

  /** The caller is through. */
  record Answered() implements ConversationEvent {}

  /**
   * The caller began to speak.
   *
   * @param speech counts the stretches of a call from 1
   * @param paused the utterance that was paused for it, or {@link UtteranceId#NONE}
   */
  record SpeechStarted(
      long speech, long onsetNs, double levelDbfs, UtteranceId paused, long heardMs)
      implements ConversationEvent {}

  /** The caller has been silent for the silence of the listen profile. */
  record SpeechEnded(long speech, long lastSpeechNs, long speechMs) implements ConversationEvent {}

  /** The best guess so far of a stretch that goes on. */
  record PartialHeard(long speech, String text) implements ConversationEvent {}

  /** The final transcript of a stretch; empty when nothing was understood. */
  record TranscriptSettled(long speech, String text, double confidence)
      implements ConversationEvent {}

  /** The caller pressed a key. */
  record Digit(char digit) implements ConversationEvent {}

  /** The caller put us on hold or took us back. */
  record HoldChanged(boolean held) implements ConversationEvent {}

  /** The first piece of a reply came. */
  record ReplyStarted(int turn) implements ConversationEvent {}

  /** A whole sentence of a reply came. */
  record ReplySentence(int turn, String text) implements ConversationEvent {}

  /** A tool was used in a reply. */
  record ToolCalled(int turn, String name, String arguments, String result)
      implements ConversationEvent {}

  /** A reply is complete. */
  record ReplyDone(int turn, Responder.End end) implements ConversationEvent {}

  /** A reply broke off. */
  record ReplyFailed(int turn, String detail) implements ConversationEvent {}

  /** A sentence is being synthesised. */
  record SynthesisStarted(UtteranceId utterance, int index) implements ConversationEvent {}

  /** The first audio of a sentence is there. */
  record AudioStarted(UtteranceId utterance, int index) implements ConversationEvent {}

  /** A sentence is synthesised to its end and sounds {@code lengthMs}. */
  record SentenceSpoken(UtteranceId utterance, int index, long lengthMs)
      implements ConversationEvent {}

  /** A sentence could not be synthesised. */
  record SpeakingFailed(UtteranceId utterance, String detail) implements ConversationEvent {}

  /** The first packet of an utterance went out. */
  record UtteranceAudible(UtteranceId utterance, long onWireNs) implements ConversationEvent {}

  /** A paused utterance plays on. */
  record UtteranceResumed(UtteranceId utterance, boolean byLease) implements ConversationEvent {}

  /** An utterance was played to its end. */
  record UtteranceFinished(UtteranceId utterance, long heardMs) implements ConversationEvent {}

  /** An utterance was abandoned after {@code heardMs} of it were sent. */
  record UtteranceCut(UtteranceId utterance, long heardMs) implements ConversationEvent {}

  /** Somebody outside the call orders something. */
  record Ordered(CallOrder order) implements ConversationEvent {}

  /** A deadline armed with {@code token} has come. */
  record Due(Deadline deadline, long token) implements ConversationEvent {}

  /** The call is over. */
  record Ended(EndReason reason) implements ConversationEvent {}
}
