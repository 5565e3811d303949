package io.parley.agent.conversation;

import io.parley.agent.conversation.BargeIn.Evidence;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;

/** Speech of the caller over the agent's: the loop has paused, this decides what comes next. */
final class Interrupts {
  /** What a transcript as short as a click must reach to count. */
  private static final double SURE = 0.5;

  private Interrupts() {}

  static void begin(Step step, ConversationEvent.SpeechStarted started, AgentReply reply) {
    boolean paused = started.paused().equals(reply.utterance());
    long heardMs = started.heardMs();
    if (!paused && reply.audible()) {
      heardMs = step.msSince(reply.marks().onWireNs());
    }
    step.interruption =
        new Interruption(
            reply.utterance(),
            started.speech(),
            paused,
            heardMs,
            step.nowNs,
            paused ? Interruption.PAUSED : step.nowNs);
    judge(step);
  }

  /** Looks at the evidence again; without effect when nothing is to be judged. */
  static void judge(Step step) {
    judge(step, false, 1);
  }

  static void onSettled(Step step, long speech, double confidence) {
    Interruption interruption = step.interruption;
    if (interruption != null && interruption.speech() == speech) {
      judge(step, true, confidence);
      if (step.interruption != null) {
        step.interruption = null;
        step.disarm(Deadline.DECIDE);
      }
    }
  }

  private static void judge(Step step, boolean settled, double confidence) {
    Interruption interruption = step.interruption;
    if (interruption == null || interruption.speech() != step.caller.speech().number()) {
      return;
    }
    Evidence evidence = evidence(step, interruption, settled, confidence);
    switch (BargeIn.judge(evidence, step.profile().barge())) {
      case ABANDON -> abandon(step, interruption, evidence);
      case RESUME -> resume(step, interruption, evidence);
      case WAIT -> look(step, evidence);
    }
  }

  private static Evidence evidence(
      Step step, Interruption interruption, boolean settled, double confidence) {
    Speech speech = step.caller.speech();
    boolean words = Wording.saysSomething(speech.partial(), step.dialogue.expect());
    boolean brief = !speech.live() && speech.lengthMs() < step.profile().barge().clickMs();
    if (brief && confidence < SURE) {
      words = false;
    }
    return new Evidence(
        step.msSince(speech.onsetNs()),
        step.msSince(interruption.sinceNs()),
        !speech.live(),
        speech.lengthMs(),
        words,
        !words && !speech.partial().isBlank(),
        settled,
        speech.levelDbfs());
  }

  /** Arms the next moment at which time alone changes the verdict. */
  private static void look(Step step, Evidence evidence) {
    TurnProfile.Barge barge = step.profile().barge();
    long nextMs = Long.MAX_VALUE;
    if (evidence.words() && evidence.sinceOnsetMs() < barge.wordsAfterMs()) {
      nextMs = barge.wordsAfterMs() - evidence.sinceOnsetMs();
    }
    if (evidence.sincePauseMs() < barge.decideMs()) {
      nextMs = Math.min(nextMs, barge.decideMs() - evidence.sincePauseMs());
    }
    if (nextMs != Long.MAX_VALUE) {
      step.arm(Deadline.DECIDE, nextMs);
    }
  }

  private static void resume(Step step, Interruption interruption, Evidence evidence) {
    step.disarm(Deadline.DECIDE);
    if (!interruption.playsOn()) {
      log(step, "resume", evidence);
      step.command(new AgentOrder.ResumeUtterance(interruption.utterance()));
    }
    step.interruption = interruption.harmless(step.nowNs);
    TurnProfile.Barge barge = step.profile().barge();
    boolean mayGrow = !evidence.ended() && evidence.backchannel();
    if (mayGrow && evidence.sinceOnsetMs() < barge.longMs()) {
      step.arm(Deadline.DECIDE, barge.longMs() - evidence.sinceOnsetMs());
    }
  }

  private static void abandon(Step step, Interruption interruption, Evidence evidence) {
    log(step, "abandon", evidence);
    AgentReply reply = step.current();
    Replies.drop(step);
    step.reply = reply.abandoned(interruption.heardMs(step.nowNs));
    step.caller = step.caller.opened();
    step.phase = Phase.LISTENING;
  }

  /** The loop plays on by itself; whatever the caller says may still interrupt. */
  static void onResumed(Step step, UtteranceId utterance, boolean byLease) {
    Interruption interruption = step.interruption;
    if (interruption != null && interruption.utterance().equals(utterance)) {
      step.interruption = interruption.harmless(step.nowNs);
      if (byLease) {
        step.decide("resumed-by-lease");
      }
    }
  }

  /** The utterance ended before its interruption was judged: what he says opens his turn. */
  static void onUtteranceOver(Step step) {
    if (step.interruption != null) {
      step.interruption = null;
      step.disarm(Deadline.DECIDE);
      step.caller = step.caller.opened();
    }
  }

  private static void log(Step step, String decision, Evidence evidence) {
    step.decide(
        decision,
        "sinceOnsetMs",
        String.valueOf(evidence.sinceOnsetMs()),
        "sincePauseMs",
        String.valueOf(evidence.sincePauseMs()),
        "ended",
        String.valueOf(evidence.ended()),
        "speechMs",
        String.valueOf(evidence.speechMs()),
        "words",
        String.valueOf(evidence.words()),
        "backchannel",
        String.valueOf(evidence.backchannel()),
        "settled",
        String.valueOf(evidence.settled()),
        "levelDbfs",
        String.valueOf(Math.round(evidence.levelDbfs())));
  }
}
