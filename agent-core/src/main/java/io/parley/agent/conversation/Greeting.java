package io.parley.agent.conversation;

import io.parley.agent.conversation.AgentReply.Marks;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.link.AgentOrder;

/** The time before the answer: providers connect and the greeting is made while it rings. */
final class Greeting {
  private static final int HEARINGS_MAX = 3;
  private static final int SERVICE_UNAVAILABLE = 503;

  private Greeting() {}

  static void onOffered(Step step) {
    step.hearings = 1;
    step.emit(new Effect.OpenHearing());
    step.arm(Deadline.ANSWER, step.rules.deadlines().answerMs());
    if (step.rules.limit().callMs() > 0) {
      step.arm(Deadline.LIMIT, step.rules.limit().callMs());
    }
    Replies.ask(step, Cue.GREETING, "", 1, Marks.NONE);
  }

  static void onHearingReady(Step step) {
    step.hearingReady = true;
    answerWhenReady(step);
  }

  /** Answers as soon as the transcriber listens and the greeting has audio. */
  static void answerWhenReady(Step step) {
    AgentReply reply = step.reply;
    boolean spoken = reply == null || reply.marks().firstAudioNs() != Marks.UNSET;
    if (step.phase == Phase.RINGING && !step.answerOrdered && step.hearingReady && spoken) {
      answer(step, "ready");
    }
  }

  static void onAnswerDue(Step step) {
    if (step.phase == Phase.RINGING && !step.answerOrdered) {
      answer(step, "deadline");
    }
  }

  private static void answer(Step step, String why) {
    step.disarm(Deadline.ANSWER);
    step.answerOrdered = true;
    step.decide("answer", "why", why, "hearing", String.valueOf(step.hearingReady));
    step.command(new AgentOrder.Answer());
  }

  static void onAnswered(Step step) {
    if (step.phase != Phase.RINGING) {
      return;
    }
    step.disarm(Deadline.ANSWER);
    if (step.reply == null) {
      Floor.give(step);
    } else {
      step.phase = Phase.GREETING;
    }
  }

  static void refuse(Step step, String detail) {
    step.disarm(Deadline.ANSWER);
    if (step.answerOrdered) {
      step.hangUp(EndReason.AGENT_UNAVAILABLE, detail);
      return;
    }
    step.answerOrdered = true;
    step.decide("refuse", "detail", detail);
    step.command(new AgentOrder.Refuse(SERVICE_UNAVAILABLE, detail));
    step.phase = Phase.ENDED;
  }

  /** Connects the transcriber again; after a few times there is no point in going on. */
  static void onHearingFailed(Step step, String detail) {
    step.emit(new Effect.NoteProvider("stt", "failed", 0));
    step.hearingReady = false;
    if (step.phase == Phase.RINGING) {
      refuse(step, "the transcriber failed: " + detail);
    } else if (step.hearings >= HEARINGS_MAX) {
      step.hangUp(EndReason.AGENT_UNAVAILABLE, "the transcriber failed: " + detail);
    } else {
      step.hearings++;
      step.decide("reconnect", "stage", "stt", "detail", detail);
      step.emit(new Effect.OpenHearing());
      step.emit(new Effect.Expect(step.dialogue.expect()));
      Floor.onTranscriptOverdue(step, "failed");
    }
  }
}
