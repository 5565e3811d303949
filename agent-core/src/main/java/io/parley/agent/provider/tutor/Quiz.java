package io.parley.agent.provider.tutor;

import io.parley.agent.provider.tutor.AnswerJudge.Verdict;
import io.parley.agent.provider.tutor.TutorMemory.Pending;
import io.parley.kernel.route.LessonContent.Question;
import java.util.List;
import java.util.Locale;

/** The tutor's questions: asks, judges, hints, tells, moves on. Stateless; pure. */
final class Quiz {
  private static final double SURE = 0.5;
  private static final List<String> COUNTS =
      List.of(
          "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private Quiz() {}

  /** Asks a question: one that goes with {@code about} when there is one, else the next. */
  static TutorReply ask(TutorTurn turn, String about) {
    int question = choose(turn, about);
    if (question < 0) {
      return finished(turn);
    }
    TutorMemory memory = turn.memory;
    memory.leaveQuestion();
    memory.question = question;
    return turn.say(turn.lesson.questions().get(question).ask()).awaitAnswer();
  }

  /** Asks the question under way once more. */
  static TutorReply askAgain(TutorTurn turn) {
    return turn.say(current(turn).ask()).awaitAnswer();
  }

  /** Judges what the caller said to the question under way. */
  static TutorReply answer(TutorTurn turn, String said, double confidence) {
    Verdict verdict = AnswerJudge.judge(current(turn), said, turn.index);
    boolean sure = confidence >= SURE;
    turn.by("answer." + verdict.grade().name().toLowerCase(Locale.ROOT) + (sure ? "" : ".unsure"));
    return switch (verdict.grade()) {
      case RIGHT -> sure ? right(turn) : confirm(turn, verdict.accepted());
      case LIKELY -> confirm(turn, verdict.accepted());
      case PARTLY -> tryAgain(turn.say(Wording.CLOSE));
      case WRONG -> wrong(turn, sure);
    };
  }

  private static TutorReply wrong(TutorTurn turn, boolean sure) {
    if (!sure && turn.memory.unsure++ == 0) {
      turn.say("I am not sure what I heard. Please say your answer again.").tellKeys();
      return turn.awaitAnswer();
    }
    turn.say(Wording.WRONG);
    return tryAgain(turn);
  }

  /** The caller said nothing but yes or no to the question under way. */
  static TutorReply yesOrNo(TutorTurn turn, String said, YesNo.Value value) {
    if (AnswerJudge.wantsYesOrNo(current(turn))) {
      return answer(turn, said, turn.ask.confidence());
    }
    turn.by(value == YesNo.Value.NO ? "answer.gives-up" : "answer.claims-to-know");
    return value == YesNo.Value.NO ? hint(turn) : askAgain(turn.say("Then tell me the answer."));
  }

  /** The answer was right. */
  static TutorReply right(TutorTurn turn) {
    turn.memory.right++;
    turn.say(Wording.PRAISE).say(current(turn).explanation());
    return next(turn);
  }

  /** The caller was asked what he had answered, and denied it. */
  static TutorReply denied(TutorTurn turn) {
    turn.say("All right. Then please say your answer again.");
    return turn.awaitAnswer();
  }

  /** Gives a hint, or the solution when there is none left. */
  static TutorReply hint(TutorTurn turn) {
    if (turn.memory.hints >= current(turn).hints().size()) {
      turn.say("I have no more hints.");
      return solution(turn);
    }
    turn.say(Wording.LATER);
    return giveHint(turn);
  }

  /** Tells the solution and offers to go on. */
  static TutorReply solution(TutorTurn turn) {
    Question question = current(turn);
    if (AnswerJudge.wantsYesOrNo(question)) {
      turn.say(question.explanation());
    } else {
      turn.say("The answer is " + question.accepted().getFirst() + ".").say(question.explanation());
    }
    return next(turn);
  }

  /** Leaves the question under way unanswered and asks the next. */
  static TutorReply skip(TutorTurn turn) {
    if (turn.memory.question >= 0) {
      turn.memory.done.add(turn.memory.question);
      turn.memory.leaveQuestion();
      turn.say("All right, here is another one.");
    }
    return ask(turn, "");
  }

  /** The question under way. */
  static Question current(TutorTurn turn) {
    return turn.lesson.questions().get(turn.memory.question);
  }

  private static TutorReply confirm(TutorTurn turn, String accepted) {
    turn.memory.heard = accepted;
    turn.say("Did you say, " + accepted + "?").tellKeys();
    return turn.confirm(Pending.CONFIRM_ANSWER);
  }

  private static TutorReply tryAgain(TutorTurn turn) {
    TutorMemory memory = turn.memory;
    memory.tries++;
    int hints = current(turn).hints().size();
    if (memory.tries > Math.max(1, hints) || (memory.tries > 1 && memory.hints >= hints)) {
      return solution(turn);
    }
    if (memory.hints >= hints) {
      turn.say("Try once more.").say(current(turn).ask());
      return turn.awaitAnswer();
    }
    return giveHint(turn);
  }

  private static TutorReply giveHint(TutorTurn turn) {
    turn.say(current(turn).hints().get(turn.memory.hints++));
    turn.say(turn.memory.hints == 1 ? "What do you think?" : "Try it once more.");
    return turn.awaitAnswer();
  }

  private static TutorReply next(TutorTurn turn) {
    TutorMemory memory = turn.memory;
    memory.done.add(memory.question);
    memory.leaveQuestion();
    if (memory.done.size() >= turn.lesson.questions().size()) {
      return finished(turn);
    }
    if (memory.series) {
      turn.say("Next question.");
      return ask(turn, "");
    }
    return turn.say(Wording.MORE_QUESTIONS).offer(Pending.OFFER_QUESTION);
  }

  private static TutorReply finished(TutorTurn turn) {
    turn.memory.series = false;
    turn.say(
        "That was the last question. You had "
            + count(turn.memory.right)
            + " of "
            + count(turn.lesson.questions().size())
            + " right. Shall we start over?");
    return turn.offer(Pending.OFFER_AGAIN);
  }

  private static int choose(TutorTurn turn, String about) {
    int best = -1;
    double bestScore = 0;
    for (int i = 0; i < turn.lesson.questions().size(); i++) {
      boolean over = turn.memory.done.contains(i) || i == turn.memory.question;
      double score = over ? 0 : turn.index.questionScore(about, i);
      if (!over && (best < 0 || score > bestScore)) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  private static String count(int n) {
    return n < COUNTS.size() ? COUNTS.get(n) : Integer.toString(n);
  }
}
