package io.parley.agent.provider.tutor;

import io.parley.agent.hear.Expectation;
import io.parley.agent.provider.tutor.TutorMemory.Pending;
import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.End;
import io.parley.kernel.route.LessonContent;
import java.util.ArrayList;
import java.util.List;

/**
 * One reply while it is decided: what was asked, what is remembered, what has been said so far.
 * Made for one reply, used by the thread that decides it.
 */
final class TutorTurn {
  final Ask ask;
  final LessonIndex index;
  final LessonContent lesson;
  final TutorMemory memory;
  private final List<String> pieces = new ArrayList<>();
  private boolean isRepeat;

  TutorTurn(Ask ask, LessonIndex index, TutorMemory memory) {
    this.ask = ask;
    this.index = index;
    this.lesson = index.lesson();
    this.memory = memory;
    forgetWhatTheLessonHasNot();
  }

  /** A lesson may have been changed between two turns. */
  private void forgetWhatTheLessonHasNot() {
    if (memory.question >= lesson.questions().size()) {
      memory.leaveQuestion();
    }
    memory.topic = memory.topic >= lesson.keyPoints().size() ? -1 : memory.topic;
    memory.point = Math.min(memory.point, lesson.keyPoints().size() - 1);
    memory.done.removeIf(question -> question >= lesson.questions().size());
  }

  /** Notes what decides the reply; the last word is the one that counts. */
  TutorTurn by(String rule) {
    memory.rule = rule;
    return this;
  }

  /** Adds {@code text} to the reply. */
  TutorTurn say(String text) {
    if (!text.isBlank()) {
      pieces.add(text.strip());
    }
    return this;
  }

  /** Adds the wording whose turn it is. */
  TutorTurn say(List<String> wordings) {
    return say(Wording.pick(wordings, memory.turns));
  }

  /** How the call is ended. */
  String goodbye() {
    String own = ask.persona().farewell();
    return own.isBlank() ? Wording.GOODBYE : own;
  }

  /** Tells about the keys, once in a call. */
  TutorTurn tellKeys() {
    if (!memory.keysTold) {
      memory.keysTold = true;
      say(Wording.KEYS);
    }
    return this;
  }

  /** The reply is complete and leaves the floor to the caller. */
  TutorReply open() {
    memory.pending = Pending.NOTHING;
    return end(Expectation.OPEN, false, false);
  }

  /** The reply ends with an offer: yes, no, or something else. */
  TutorReply offer(Pending offer) {
    memory.pending = offer;
    return end(Expectation.OPEN, false, false);
  }

  /** The reply asks back: yes or no. */
  TutorReply confirm(Pending confirmation) {
    memory.pending = confirmation;
    return end(Expectation.YES_NO, false, false);
  }

  /** The reply ends with the question under way; the caller may think. */
  TutorReply awaitAnswer() {
    memory.pending = Pending.ANSWER;
    return end(expectation(), false, true);
  }

  /** The reply is the last one. */
  TutorReply hangUp() {
    memory.pending = Pending.NOTHING;
    return end(Expectation.OPEN, true, false);
  }

  /** Says the last reply again and waits for the same. */
  TutorReply repeat() {
    isRepeat = true;
    say(
        memory.last.isEmpty()
            ? "I have not said anything yet. You can ask me a question."
            : memory.last);
    if (memory.pending == Pending.ANSWER) {
      return awaitAnswer();
    }
    return memory.pending == Pending.CONFIRM_TOPIC || memory.pending == Pending.CONFIRM_ANSWER
        ? confirm(memory.pending)
        : offer(memory.pending);
  }

  private Expectation expectation() {
    if (memory.question < 0) {
      return Expectation.OPEN;
    }
    LessonContent.Question question = lesson.questions().get(memory.question);
    if (AnswerJudge.wantsYesOrNo(question)) {
      return Expectation.YES_NO;
    }
    Expectation.Kind kind =
        AnswerJudge.wantsNumber(question) ? Expectation.Kind.NUMBER : Expectation.Kind.ANSWER;
    return new Expectation(kind, question.accepted());
  }

  private TutorReply end(Expectation expect, boolean hangUp, boolean thinkTime) {
    memory.turns++;
    if (!isRepeat) {
      memory.last = String.join(" ", pieces);
    }
    return new TutorReply(pieces, new End(memory.stored(), expect, hangUp, thinkTime));
  }
}
