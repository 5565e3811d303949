package io.parley.agent.conversation;

import io.parley.agent.hear.Expectation;
import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import java.util.List;
import java.util.Map;

/** What a conversation wants done; performed in order. */
public sealed interface Effect {
  /** Give an order to the edge. */
  record Command(AgentOrder.Order order) implements Effect {}

  /** Connect the transcriber, again when it had failed. */
  record OpenHearing() implements Effect {}

  /** Tell the transcriber what to expect from the next speech on. */
  record Expect(Expectation expectation) implements Effect {}

  /** Ask the responder for the reply of a turn. */
  record AskReply(
      int turn,
      Responder.Cue cue,
      int count,
      String said,
      double confidence,
      List<Responder.Exchange> history,
      Map<String, String> memory,
      CallContext context)
      implements Effect {}

  /** The reply of a turn is no longer wanted. */
  record CancelReply(int turn) implements Effect {}

  /** Synthesise one sentence of an announced utterance, after those before it. */
  record Speak(UtteranceId utterance, int index, String text) implements Effect {}

  /** An utterance gets no more sentences: end it when the last was handed over. */
  record FinishSpeaking(UtteranceId utterance) implements Effect {}

  /** Forget what is not yet handed over of an utterance. */
  record DropSpeech(UtteranceId utterance) implements Effect {}

  /** Deliver {@link ConversationEvent.Due} after {@code delayMs}; replaces one of the same kind. */
  record Arm(Deadline deadline, long token, long delayMs) implements Effect {}

  /** Forget a deadline. */
  record Disarm(Deadline deadline) implements Effect {}

  /** Append a fact to the journal. */
  record Note(CallFact fact) implements Effect {}

  /** Append to the journal how a provider did; {@code stage} is stt, llm or tts. */
  record NoteProvider(String stage, String outcome, long tookMs) implements Effect {}

  /** The conversation is over: let go of everything. */
  record Close() implements Effect {}
}
