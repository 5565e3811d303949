package io.parley.agent.conversation;

import io.parley.agent.conversation.AgentReply.Status;
import java.util.List;

/**
 * The dialogue of one call: event in, effects out, time as an argument. Owned by the call's virtual
 * thread; everything it knows is in {@link #state}.
 */
public final class Conversation {
  private final Rules rules;
  private ConversationState state;

  private Conversation(Rules rules, ConversationState state) {
    this.rules = rules;
    this.state = state;
  }

  /** A conversation about to be offered, at {@code nowNs}. */
  public static Conversation begin(Rules rules, long nowNs) {
    ConversationState blank = ConversationState.NEW;
    return new Conversation(
        rules,
        new ConversationState(
            blank.phase(),
            nowNs,
            false,
            false,
            false,
            0,
            0,
            blank.caller(),
            null,
            null,
            blank.dialogue(),
            blank.orders(),
            blank.armed(),
            blank.nextToken()));
  }

  /** A conversation taken up where {@code state} was left. */
  public static Conversation resume(Rules rules, ConversationState state) {
    return new Conversation(rules, state);
  }

  /** What the conversation knows. */
  public ConversationState state() {
    return state;
  }

  /** Takes one event and answers what is to be done, in order. */
  public List<Effect> on(ConversationEvent event, long nowNs) {
    Step step = new Step(rules, state, nowNs);
    if (event instanceof ConversationEvent.Ended) {
      end(step);
    } else if (state.phase() != Phase.ENDED) {
      take(step, event);
      Operator.speak(step);
      step.tune();
    }
    state = step.state();
    return step.effects;
  }

  private static void end(Step step) {
    Floor.leave(step);
    if (step.reply != null) {
      AgentReply reply = step.reply;
      if (reply.end() == null) {
        step.emit(new Effect.CancelReply(reply.turn()));
      }
      Replies.settle(step);
    }
    Operator.drop(step);
    step.disarm(Deadline.values());
    step.phase = Phase.ENDED;
    step.emit(new Effect.Close());
  }

  private static void take(Step step, ConversationEvent event) {
    switch (event) {
      case ConversationEvent.Offered _ -> Greeting.onOffered(step);
      case ConversationEvent.HearingReady _ -> Greeting.onHearingReady(step);
      case ConversationEvent.HearingFailed e -> Greeting.onHearingFailed(step, e.detail());
      case ConversationEvent.Answered _ -> Greeting.onAnswered(step);
      case ConversationEvent.SpeechStarted e -> Floor.onSpeechStarted(step, e);
      case ConversationEvent.SpeechEnded e -> Floor.onSpeechEnded(step, e);
      case ConversationEvent.PartialHeard e -> Floor.onPartial(step, e.speech(), e.text());
      case ConversationEvent.TranscriptSettled e ->
          Floor.onSettled(step, e.speech(), e.text(), e.confidence());
      case ConversationEvent.Digit e -> Floor.onDigit(step, e.digit());
      case ConversationEvent.HoldChanged e -> step.held = e.held();
      case ConversationEvent.ReplyStarted e -> Replies.onStarted(step, e.turn());
      case ConversationEvent.ReplySentence e -> Replies.onSentence(step, e.turn(), e.text());
      case ConversationEvent.ToolCalled e -> Replies.onToolCalled(step, e);
      case ConversationEvent.ReplyDone e -> Replies.onDone(step, e.turn(), e.end());
      case ConversationEvent.ReplyFailed e ->
          Replies.onFailed(step, e.turn(), "failed", e.detail());
      case ConversationEvent.SynthesisStarted e ->
          Replies.onSynthesisStarted(step, e.utterance(), e.index());
      case ConversationEvent.AudioStarted e ->
          Replies.onAudioStarted(step, e.utterance(), e.index());
      case ConversationEvent.SentenceSpoken e ->
          Replies.onSpoken(step, e.utterance(), e.index(), e.lengthMs());
      case ConversationEvent.SpeakingFailed e ->
          Replies.onSpeakingFailed(step, e.utterance(), "failed", e.detail());
      case ConversationEvent.UtteranceAudible e ->
          Replies.onAudible(step, e.utterance(), e.onWireNs());
      case ConversationEvent.UtteranceResumed e ->
          Interrupts.onResumed(step, e.utterance(), e.byLease());
      case ConversationEvent.UtteranceFinished e -> Replies.onFinished(step, e.utterance());
      case ConversationEvent.UtteranceCut e -> Replies.onCut(step, e.utterance(), e.heardMs());
      case ConversationEvent.Ordered e -> Operator.onOrdered(step, e.order());
      case ConversationEvent.Due e -> onDue(step, e);
      case ConversationEvent.Ended _ -> throw new IllegalStateException("handled before");
    }
  }

  private static void onDue(Step step, ConversationEvent.Due due) {
    if (!step.came(due)) {
      return;
    }
    switch (due.deadline()) {
      case ANSWER -> Greeting.onAnswerDue(step);
      case DECIDE -> Interrupts.judge(step);
      case END_OF_TURN -> Floor.settle(step);
      case TRANSCRIPT -> Floor.onTranscriptOverdue(step, "timeout");
      case REPLY -> onReplyDue(step);
      case FILLER -> Replies.onFillerDue(step);
      case AUDIO -> onAudioDue(step);
      case SILENCE -> Floor.onSilence(step);
      case DIGITS -> Floor.onDigitsComplete(step);
      case FAREWELL -> Replies.onFarewellDue(step);
      case LIMIT -> Floor.onLimit(step);
    }
  }

  private static void onReplyDue(Step step) {
    AgentReply reply = step.reply;
    if (reply != null && reply.status() != Status.ABANDONED) {
      Replies.onFailed(step, reply.turn(), "timeout", "no piece in time");
    }
  }

  private static void onAudioDue(Step step) {
    AgentReply reply = step.reply;
    if (reply != null) {
      Replies.onSpeakingFailed(step, reply.utterance(), "timeout", "no audio in time");
    }
  }
}
