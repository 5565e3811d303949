package io.parley.agent.conversation;

import io.parley.agent.conversation.AgentReply.Marks;
import io.parley.agent.conversation.AgentReply.Status;
import io.parley.agent.speak.Sentences;
import io.parley.agent.think.Responder;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent's side: asking for a reply, speaking it, and what became of it. */
final class Replies {
  private static final int SENTENCES_MAX = 256;
  private static final int FAILURES_MAX = 3;

  /** What may still be waited for when a reply is over. */
  private static final Deadline[] WAITS = {
    Deadline.REPLY, Deadline.FILLER, Deadline.AUDIO, Deadline.DECIDE, Deadline.FAREWELL
  };

  private Replies() {}

  static void ask(Step step, Cue cue, String said, double confidence, Marks marks) {
    AgentReply reply = begin(step, cue, said, confidence, marks);
    step.emit(
        new Effect.AskReply(
            reply.turn(),
            cue,
            step.dialogue.cueCount(),
            said,
            confidence,
            step.dialogue.history(),
            step.dialogue.memory(),
            step.orders.context()));
    step.arm(Deadline.REPLY, step.rules.deadlines().firstPieceMs());
    int fillerMs = step.profile().fillerMs();
    if (fillerMs > 0 && cue == Cue.SAID) {
      step.arm(Deadline.FILLER, fillerMs);
    }
  }

  /** Says a line of our own, then does what {@code hangUp} says. */
  static void say(Step step, Cue cue, String line, boolean hangUp) {
    begin(step, cue, "", 1, Marks.NONE);
    add(step, line);
    close(step, hangUp);
  }

  /** Says what was ordered, in the agent's voice. */
  static void relay(Step step, CallOrder.Say order) {
    step.reply = begin(step, Cue.SAID, "", 1, Marks.NONE).relaying(order);
    Sentences sentences = new Sentences();
    sentences.add(order.text()).forEach(sentence -> add(step, sentence));
    sentences.end().forEach(sentence -> add(step, sentence));
    close(step, false);
  }

  private static AgentReply begin(Step step, Cue cue, String said, double confidence, Marks marks) {
    if (step.reply != null) {
      settle(step);
    }
    Dialogue before = step.dialogue;
    step.dialogue = before.asked(cue);
    AgentReply reply =
        new AgentReply(
            before.nextTurn(),
            new UtteranceId(before.nextUtterance()),
            cue,
            said,
            confidence,
            step.nowNs,
            before.memory(),
            Status.ASKED,
            List.of(),
            null,
            marks,
            0,
            null);
    step.reply = reply;
    if (step.phase != Phase.RINGING) {
      step.phase = Phase.THINKING;
    }
    return reply;
  }

  private static @Nullable AgentReply writing(Step step, int turn) {
    AgentReply reply = step.reply;
    boolean writing =
        reply != null
            && reply.turn() == turn
            && reply.end() == null
            && reply.status() != Status.ABANDONED;
    return writing ? reply : null;
  }

  private static @Nullable AgentReply speaking(Step step, UtteranceId utterance) {
    AgentReply reply = step.reply;
    return reply != null && reply.utterance().equals(utterance) ? reply : null;
  }

  static void onStarted(Step step, int turn) {
    AgentReply reply = writing(step, turn);
    if (reply != null) {
      step.reply = reply.marks(reply.marks().firstToken(step.nowNs));
      step.arm(Deadline.REPLY, step.rules.deadlines().gapMs());
    }
  }

  static void onSentence(Step step, int turn, String text) {
    AgentReply reply = writing(step, turn);
    if (reply != null && reply.spans().size() < SENTENCES_MAX) {
      add(step, text);
      step.arm(Deadline.REPLY, step.rules.deadlines().gapMs());
    }
  }

  static void onToolCalled(Step step, ConversationEvent.ToolCalled call) {
    if (writing(step, call.turn()) != null) {
      step.emit(
          new Effect.Note(
              new CallFact.ToolCalled(
                  step.atMs(), call.turn(), call.name(), call.arguments(), call.result())));
    }
  }

  private static void add(Step step, String text) {
    AgentReply reply = step.current();
    if (reply.spans().isEmpty()) {
      step.command(new AgentOrder.BeginUtterance(reply.utterance(), reply.policy(step.profile())));
      step.disarm(Deadline.FILLER);
    }
    step.emit(new Effect.Speak(reply.utterance(), reply.spans().size(), text));
    step.reply = reply.added(text, step.nowNs);
  }

  static void onDone(Step step, int turn, Responder.End end) {
    AgentReply reply = writing(step, turn);
    if (reply == null) {
      return;
    }
    step.disarm(Deadline.REPLY, Deadline.FILLER);
    step.emit(new Effect.NoteProvider("llm", "ok", step.msSince(reply.startedNs())));
    step.dialogue = step.dialogue.learned(end).failures(0);
    step.reply = reply.ended(end);
    step.emit(new Effect.Expect(end.expect()));
    if (!reply.spans().isEmpty()) {
      finish(step);
      return;
    }
    step.reply = null;
    if (end.hangUp()) {
      step.hangUp(farewellReason(step, reply), "said nothing");
    } else if (step.phase == Phase.RINGING) {
      Greeting.answerWhenReady(step);
    } else {
      Floor.give(step);
    }
  }

  private static void close(Step step, boolean hangUp) {
    step.disarm(Deadline.REPLY);
    Dialogue dialogue = step.dialogue;
    step.reply =
        step.current()
            .ended(new Responder.End(dialogue.memory(), dialogue.expect(), hangUp, false));
    finish(step);
  }

  private static void finish(Step step) {
    step.emit(new Effect.FinishSpeaking(step.current().utterance()));
    if (step.current().saysGoodbye()) {
      step.arm(Deadline.FAREWELL, step.rules.deadlines().farewellMs());
    }
  }

  /** The responder broke off, or is too slow: say so and go on. */
  static void onFailed(Step step, int turn, String outcome, String detail) {
    AgentReply reply = writing(step, turn);
    if (reply == null) {
      return;
    }
    step.emit(new Effect.CancelReply(turn));
    step.emit(new Effect.NoteProvider("llm", outcome, step.msSince(reply.startedNs())));
    step.dialogue = step.dialogue.failures(step.dialogue.failures() + 1);
    step.decide("apologise", "stage", "llm", "outcome", outcome, "detail", detail);
    boolean greeting = reply.cue() == Cue.GREETING && reply.spans().isEmpty();
    add(step, greeting ? step.rules.lines().greeting() : step.rules.lines().apology());
    close(step, step.dialogue.failures() >= FAILURES_MAX);
  }

  /** The responder is slow: a few words, so that the line does not seem dead. */
  static void onFillerDue(Step step) {
    AgentReply reply = step.reply;
    if (reply != null && reply.spans().isEmpty() && reply.end() == null) {
      step.decide("fill", "sinceAskedMs", String.valueOf(step.msSince(reply.startedNs())));
      add(step, step.rules.lines().filler());
    }
  }

  static void onSynthesisStarted(Step step, UtteranceId utterance, int index) {
    AgentReply reply = speaking(step, utterance);
    if (reply != null && reply.status() != Status.ABANDONED && index < reply.spans().size()) {
      step.arm(Deadline.AUDIO, step.rules.deadlines().audioMs());
    }
  }

  static void onAudioStarted(Step step, UtteranceId utterance, int index) {
    AgentReply reply = speaking(step, utterance);
    if (reply == null || reply.status() == Status.ABANDONED) {
      return;
    }
    step.disarm(Deadline.AUDIO);
    if (index == 0 && reply.marks().firstAudioNs() == Marks.UNSET && !reply.spans().isEmpty()) {
      step.reply = reply.marks(reply.marks().firstAudio(step.nowNs));
      long tookMs = step.msSince(reply.spans().getFirst().givenNs());
      step.emit(new Effect.NoteProvider("tts", "ok", tookMs));
    }
    if (step.phase == Phase.THINKING) {
      step.phase = Phase.SPEAKING;
    }
    Greeting.answerWhenReady(step);
  }

  static void onSpoken(Step step, UtteranceId utterance, int index, long lengthMs) {
    AgentReply reply = speaking(step, utterance);
    if (reply != null) {
      step.disarm(Deadline.AUDIO);
      step.reply = reply.measured(index, lengthMs);
    }
  }

  /** The synthesizer cannot speak, or is too slow: apologise once, then give up. */
  static void onSpeakingFailed(Step step, UtteranceId utterance, String outcome, String detail) {
    AgentReply reply = speaking(step, utterance);
    if (reply == null || reply.status() == Status.ABANDONED) {
      return;
    }
    step.emit(new Effect.NoteProvider("tts", outcome, step.msSince(reply.startedNs())));
    step.dialogue = step.dialogue.failures(step.dialogue.failures() + 1);
    if (step.phase == Phase.RINGING) {
      Greeting.refuse(step, "the synthesizer failed: " + detail);
      return;
    }
    step.decide("apologise", "stage", "tts", "outcome", outcome, "detail", detail);
    drop(step);
    settle(step);
    if (reply.saysGoodbye()) {
      step.hangUp(farewellReason(step, reply), "the goodbye could not be spoken");
    } else if (step.dialogue.failures() > 1) {
      step.hangUp(EndReason.AGENT_UNAVAILABLE, "the synthesizer failed: " + detail);
    } else {
      say(step, reply.cue(), step.rules.lines().apology(), false);
    }
  }

  static void onAudible(Step step, UtteranceId utterance, long onWireNs) {
    AgentReply reply = speaking(step, utterance);
    if (reply != null && reply.status() != Status.ABANDONED) {
      step.reply = reply.heard().marks(reply.marks().onWire(onWireNs));
      step.phase = reply.cue() == Cue.GREETING ? Phase.GREETING : Phase.SPEAKING;
    }
  }

  static void onFinished(Step step, UtteranceId utterance) {
    AgentReply reply = speaking(step, utterance);
    if (reply == null) {
      return;
    }
    boolean abandoned = reply.status() == Status.ABANDONED;
    complete(step, reply.generated(), false);
    if (abandoned) {
      return;
    }
    if (reply.saysGoodbye()) {
      step.hangUp(farewellReason(step, reply), "said goodbye");
      return;
    }
    Interrupts.onUtteranceOver(step);
    Floor.give(step);
  }

  private static EndReason farewellReason(Step step, AgentReply reply) {
    if (step.dialogue.failures() >= FAILURES_MAX) {
      return EndReason.AGENT_UNAVAILABLE;
    }
    if (step.rules.limit().callMs() > 0 && !step.isArmed(Deadline.LIMIT)) {
      return EndReason.MAX_DURATION;
    }
    return reply.cue() == Cue.SILENCE ? EndReason.INACTIVITY : EndReason.AGENT_HANGUP;
  }

  static void onFarewellDue(Step step) {
    AgentReply reply = step.reply;
    if (reply != null && reply.saysGoodbye()) {
      step.hangUp(farewellReason(step, reply), "the goodbye took too long");
    }
  }

  static void onCut(Step step, UtteranceId utterance, long heardMs) {
    AgentReply reply = speaking(step, utterance);
    if (reply == null) {
      return;
    }
    boolean expected = reply.status() == Status.ABANDONED;
    complete(step, Ledger.heard(reply.spans(), heardMs), true);
    if (!expected) {
      step.emit(new Effect.DropSpeech(utterance));
      Floor.give(step);
    }
  }

  /** Cancels model and synthesis and drops what is left of the utterance. */
  static void drop(Step step) {
    AgentReply reply = step.current();
    if (reply.end() == null) {
      step.emit(new Effect.CancelReply(reply.turn()));
    }
    if (reply.status() != Status.ASKED) {
      step.emit(new Effect.DropSpeech(reply.utterance()));
      step.command(new AgentOrder.AbandonUtterance(reply.utterance()));
    }
    step.disarm(WAITS);
    step.interruption = null;
  }

  /** The caller goes on before he heard anything: as if the reply had never been asked for. */
  static void revoke(Step step) {
    AgentReply reply = step.current();
    drop(step);
    step.dialogue = step.dialogue.remembering(reply.memoryBefore());
    step.orders = step.orders.again(reply.order());
    step.reply = null;
  }

  /** Closes the books on the reply with what is known of it now. */
  static void settle(Step step) {
    AgentReply reply = step.current();
    switch (reply.status()) {
      case ASKED, ANNOUNCED -> {
        step.orders = step.orders.again(reply.order());
        step.reply = null;
      }
      case AUDIBLE ->
          complete(step, Ledger.heard(reply.spans(), step.msSince(reply.marks().onWireNs())), true);
      case ABANDONED -> complete(step, Ledger.heard(reply.spans(), reply.heardMs()), true);
    }
  }

  private static void complete(Step step, String heard, boolean interrupted) {
    AgentReply reply = step.current();
    step.disarm(WAITS);
    step.dialogue = step.dialogue.exchanged(new Responder.Exchange(reply.said(), heard));
    step.emit(new Effect.Note(record(reply, step.offeredNs, heard, interrupted)));
    step.reply = null;
  }

  static CallFact record(AgentReply reply, long offeredNs, String heard, boolean interrupted) {
    long startedMs = (reply.startedNs() - offeredNs) / 1_000_000;
    CallOrder.Say order = reply.order();
    if (order != null) {
      return new CallFact.OperatorSaid(startedMs, order.text(), heard, interrupted, order.by());
    }
    return new CallFact.TurnCompleted(
        reply.turn(),
        startedMs,
        reply.said(),
        reply.generated(),
        heard,
        interrupted,
        latency(reply.marks()));
  }

  private static CallFact.TurnLatency latency(Marks marks) {
    if (marks.speechEndNs() == Marks.UNSET) {
      return CallFact.TurnLatency.NONE;
    }
    return new CallFact.TurnLatency(
        after(marks, marks.endOfTurnNs()),
        after(marks, marks.transcriptNs()),
        after(marks, marks.firstTokenNs()),
        after(marks, marks.firstAudioNs()),
        after(marks, marks.onWireNs()));
  }

  private static long after(Marks marks, long stageNs) {
    return stageNs == Marks.UNSET ? -1 : Math.max(0, (stageNs - marks.speechEndNs()) / 1_000_000);
  }
}
