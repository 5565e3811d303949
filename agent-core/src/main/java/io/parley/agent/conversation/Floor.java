package io.parley.agent.conversation;

import io.parley.agent.conversation.AgentReply.Marks;
import io.parley.agent.conversation.AgentReply.Status;
import io.parley.agent.hear.Expectation;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.link.AgentOrder;

/** The caller's side: his speech, the end of his turn, his keys and his silence. */
final class Floor {
  private static final long NOISE_MS = 300;
  private static final long BETWEEN_DIGITS_MS = 1_500;
  private static final int DIGITS_MAX = 32;

  private Floor() {}

  /** The floor is the caller's. */
  static void give(Step step) {
    Expectation.Kind kind = step.dialogue.expect().kind();
    if (kind == Expectation.Kind.NUMBER) {
      step.phase = Phase.COLLECTING_DIGITS;
    } else {
      step.phase = step.dialogue.thinkTime() ? Phase.THINK_TIME : Phase.LISTENING;
    }
    settle(step);
  }

  static void onSpeechStarted(Step step, ConversationEvent.SpeechStarted started) {
    boolean known = started.speech() == step.caller.speech().number();
    if (!known) {
      step.caller = step.caller.speech(Speech.begin(started, step.nowNs));
      step.disarm(Deadline.END_OF_TURN, Deadline.TRANSCRIPT);
    }
    AgentReply reply = step.reply;
    if (reply == null || reply.status() == Status.ABANDONED) {
      step.caller = step.caller.opened();
    } else if (reply.saysGoodbye()) {
      if (started.paused().equals(reply.utterance())) {
        step.command(new AgentOrder.ResumeUtterance(reply.utterance()));
      }
    } else if (reply.answersUnheard()) {
      step.decide("go-on-listening", "said", String.valueOf(reply.said().length()));
      reopen(step, reply);
    } else if (reply.policy(step.profile()).interruptible()) {
      Interrupts.begin(step, started, reply);
    } else {
      step.caller = step.caller.opened();
    }
  }

  /** What the caller said counts as not answered yet. */
  static void reopen(Step step, AgentReply reply) {
    Replies.revoke(step);
    step.caller = step.caller.reopened(reply.said(), reply.confidence());
    step.phase = Phase.LISTENING;
  }

  static void onSpeechEnded(Step step, ConversationEvent.SpeechEnded ended) {
    Speech speech = step.caller.speech();
    if (speech.number() != ended.speech() || !speech.live()) {
      return;
    }
    step.caller = step.caller.over(ended.lastSpeechNs(), ended.speechMs(), step.nowNs);
    if (step.caller.awaitsTranscript()) {
      step.arm(Deadline.TRANSCRIPT, step.rules.deadlines().transcriptMs());
    }
    Interrupts.judge(step);
    settle(step);
  }

  static void onPartial(Step step, long number, String text) {
    Speech speech = step.caller.speech();
    if (speech.number() == number && step.caller.settledSpeech() < number) {
      step.caller = step.caller.speech(speech.guessed(text));
      Interrupts.judge(step);
    }
  }

  static void onSettled(Step step, long number, String text, double confidence) {
    CallerTurn caller = step.caller;
    if (number <= caller.settledSpeech() || number > caller.speech().number()) {
      return;
    }
    boolean latest = number == caller.speech().number();
    if (latest) {
      step.disarm(Deadline.TRANSCRIPT);
      step.caller = caller.speech(caller.speech().guessed(text));
      step.emit(
          new Effect.NoteProvider(
              "stt", "ok", Math.max(0, step.msSince(caller.speech().lastNs()))));
      Interrupts.onSettled(step, number, confidence);
    }
    step.caller = step.caller.settled(number, text, confidence, step.nowNs);
    settle(step);
  }

  /** Ends the caller's turn when he has been silent long enough and his words are known. */
  static void settle(Step step) {
    CallerTurn caller = step.caller;
    boolean agentHasFloor = step.reply != null && step.reply.status() != Status.ABANDONED;
    if (!caller.open() || caller.speech().live() || agentHasFloor || !step.phase.listens()) {
      return;
    }
    long silenceMs = silenceMs(step);
    long dueNs = caller.speech().lastNs() + silenceMs * 1_000_000;
    if (silenceMs > step.listenMs() && step.nowNs - dueNs < 0) {
      step.arm(Deadline.END_OF_TURN, (dueNs - step.nowNs + 999_999) / 1_000_000);
    } else if (!caller.awaitsTranscript()) {
      long overNs =
          silenceMs > step.listenMs()
              ? Math.max(dueNs, caller.speech().endedNs())
              : caller.speech().endedNs();
      end(step, silenceMs, overNs);
    }
  }

  private static long silenceMs(Step step) {
    CallerTurn caller = step.caller;
    TurnProfile.Waits waits = step.profile().waits(step.phase);
    String text = caller.text();
    if (caller.awaitsTranscript()) {
      text = (text + " " + caller.speech().partial()).strip();
    }
    return switch (Wording.sound(text, step.dialogue.expect())) {
      case COMPLETE -> caller.awaitsTranscript() ? waits.baseMs() : waits.completeMs();
      case OPEN -> waits.baseMs();
      case TRAILING -> waits.trailingMs();
    };
  }

  private static void end(Step step, long silenceMs, long overNs) {
    step.disarm(Deadline.END_OF_TURN);
    CallerTurn caller = step.caller;
    String text = caller.text();
    step.decide(
        "end-of-turn",
        "silenceMs",
        String.valueOf(silenceMs),
        "sound",
        Wording.sound(text, step.dialogue.expect()).name(),
        "words",
        String.valueOf(text.isEmpty() ? 0 : text.split(" ", -1).length),
        "spokenMs",
        String.valueOf(caller.spokenMs()),
        "confidence",
        String.valueOf(caller.confidence()));
    step.caller = caller.taken();
    if (text.isEmpty() && caller.spokenMs() < NOISE_MS) {
      return;
    }
    Marks marks =
        new Marks(
            caller.speech().lastNs(),
            overNs,
            caller.settledNs(),
            Marks.UNSET,
            Marks.UNSET,
            Marks.UNSET);
    Cue cue = text.isEmpty() ? Cue.NOT_UNDERSTOOD : Cue.SAID;
    Replies.ask(step, cue, text, text.isEmpty() ? 0 : caller.confidence(), marks);
  }

  /** No transcript came: what was guessed so far must do, or the caller is asked again. */
  static void onTranscriptOverdue(Step step, String outcome) {
    Speech speech = step.caller.speech();
    if (speech.live() || !step.caller.awaitsTranscript()) {
      return;
    }
    step.disarm(Deadline.TRANSCRIPT);
    step.emit(new Effect.NoteProvider("stt", outcome, step.msSince(speech.lastNs())));
    String guess = speech.partial();
    Interrupts.onSettled(step, speech.number(), 0.3);
    step.caller = step.caller.settled(speech.number(), guess, 0.3, step.nowNs);
    boolean nothing = step.caller.open() && step.caller.text().isEmpty();
    if (nothing && step.phase.listens() && step.reply == null) {
      step.caller = step.caller.taken();
      step.decide("apologise", "stage", "stt", "outcome", outcome);
      Replies.say(step, Cue.NOT_UNDERSTOOD, step.rules.lines().unheard(), false);
    } else {
      settle(step);
    }
  }

  static void onSilence(Step step) {
    int prompted = step.dialogue.lastCue() == Cue.SILENCE ? step.dialogue.cueCount() : 0;
    step.decide("silence", "prompted", String.valueOf(prompted));
    if (prompted >= step.profile().reprompts()) {
      Replies.say(step, Cue.SILENCE, step.rules.lines().farewell(), true);
    } else {
      Replies.ask(step, Cue.SILENCE, "", 1, Marks.NONE);
    }
  }

  static void onDigit(Step step, char digit) {
    step.emit(new Effect.Note(new CallFact.DigitPressed(step.atMs(), String.valueOf(digit))));
    AgentReply reply = step.reply;
    if (step.phase == Phase.RINGING || (reply != null && reply.saysGoodbye())) {
      return;
    }
    if (step.phase == Phase.COLLECTING_DIGITS) {
      collect(step, digit);
      return;
    }
    if (reply != null && reply.status() != Status.ABANDONED) {
      step.decide("interrupt", "by", "digit");
      silence(step, reply);
    }
    take(step, String.valueOf(digit));
  }

  /** Takes the floor from the agent, at once. */
  static void silence(Step step, AgentReply reply) {
    if (reply.audible()) {
      Replies.drop(step);
      Replies.settle(step);
    } else {
      Replies.revoke(step);
    }
  }

  /** The call has lasted as long as it may: say so, whoever has the floor, and end it. */
  static void onLimit(Step step) {
    AgentReply reply = step.reply;
    step.decide("limit", "callMs", String.valueOf(step.rules.limit().callMs()));
    if (reply != null && reply.saysGoodbye()) {
      return;
    }
    if (reply != null && reply.status() != Status.ABANDONED) {
      silence(step, reply);
    }
    step.disarm(Deadline.END_OF_TURN, Deadline.TRANSCRIPT, Deadline.DIGITS);
    step.caller = step.caller.taken();
    Replies.say(step, Cue.SILENCE, step.rules.limit().line(), true);
  }

  /** The call is over: what the caller said last is on record, though nobody has answered it. */
  static void leave(Step step) {
    AgentReply reply = step.reply;
    boolean unanswered =
        reply != null && reply.answersUnheard() && reply.status() != Status.ABANDONED;
    if (reply != null && unanswered && !reply.said().isEmpty()) {
      boolean begun = !reply.spans().isEmpty();
      step.emit(new Effect.Note(Replies.record(reply, step.offeredNs, "", begun)));
    }
    String words = Unrecorded.saying(step.caller).strip();
    if (!words.isEmpty()) {
      step.emit(
          new Effect.Note(
              new CallFact.TurnCompleted(
                  step.dialogue.nextTurn(),
                  step.atMs(),
                  words,
                  "",
                  "",
                  false,
                  CallFact.TurnLatency.NONE)));
    }
  }

  private static void collect(Step step, char digit) {
    String digits = step.caller.digits();
    if (digit != '#') {
      digits += digit;
      step.caller = step.caller.digits(digits);
    }
    if (digit == '#' || digits.length() >= DIGITS_MAX) {
      onDigitsComplete(step);
    } else {
      step.arm(Deadline.DIGITS, BETWEEN_DIGITS_MS);
    }
  }

  static void onDigitsComplete(Step step) {
    step.disarm(Deadline.DIGITS);
    String digits = step.caller.digits();
    if (!digits.isEmpty() && step.phase == Phase.COLLECTING_DIGITS) {
      take(step, digits);
    }
  }

  private static void take(Step step, String keys) {
    step.disarm(Deadline.END_OF_TURN, Deadline.TRANSCRIPT);
    step.caller = step.caller.taken();
    Replies.ask(step, Cue.DIGIT, keys, 1, Marks.NONE);
  }
}
