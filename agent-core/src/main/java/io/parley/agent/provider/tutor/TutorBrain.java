package io.parley.agent.provider.tutor;

import io.parley.agent.hear.Expectation;
import io.parley.agent.provider.tutor.TutorMemory.Pending;
import io.parley.agent.think.Farewell;
import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.End;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.route.LessonContent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the tutor says: a pure function of the ask, which carries what is remembered. Safe
 * from any thread; the indexes of lessons are kept, at most {@value #MOST_INDEXES} of them.
 */
final class TutorBrain {
  private static final int MOST_INDEXES = 64;
  private static final int SILENCES_TO_GOODBYE = 3;
  private static final Set<String> ASKING =
      Set.of(
          "what",
          "whats",
          "why",
          "how",
          "who",
          "when",
          "where",
          "wheres",
          "which",
          "explain",
          "describe",
          "define",
          "tell",
          "about");
  private static final Set<String> ASKING_FIRST =
      Set.of("do", "does", "did", "are", "can", "could", "would", "will");

  private final List<LessonContent> known;
  private final ConcurrentHashMap<LessonContent, LessonIndex> indexes = new ConcurrentHashMap<>();

  TutorBrain(Collection<LessonContent> known) {
    this.known = List.copyOf(known);
  }

  /** What to say. */
  TutorReply reply(Ask ask) {
    TutorMemory memory = new TutorMemory(ask.memory());
    LessonContent lesson = lesson(ask, memory);
    if (lesson == null) {
      return new TutorReply(
          List.of("Hello, I am Parley's practice tutor. I have no lesson to teach here. Goodbye."),
          new End(memory.stored(), Expectation.OPEN, true, false));
    }
    TutorTurn turn = new TutorTurn(ask, index(lesson), memory);
    Explaining.turnTo(turn, ask.context().value(CallContext.TOPIC));
    return switch (ask.cue()) {
      case GREETING -> greet(turn.by("greeting"));
      case SAID -> ask.said().isBlank() ? notUnderstood(turn) : said(turn, ask.said());
      case DIGIT -> digit(turn.by("key"));
      case SILENCE -> silence(turn.by("silence"));
      case NOT_UNDERSTOOD -> notUnderstood(turn);
    };
  }

  private @Nullable LessonContent lesson(Ask ask, TutorMemory memory) {
    for (LessonContent lesson : known) {
      if (lesson.name().equals(memory.lesson)) {
        return lesson;
      }
    }
    return ask.lesson() != null ? ask.lesson() : known.isEmpty() ? null : known.getFirst();
  }

  private LessonIndex index(LessonContent lesson) {
    if (indexes.size() >= MOST_INDEXES) {
      indexes.clear();
    }
    return indexes.computeIfAbsent(lesson, LessonIndex::new);
  }

  private static TutorReply greet(TutorTurn turn) {
    String own = turn.ask.persona().greeting();
    if (!own.isBlank()) {
      return turn.say(own).open();
    }
    turn.say("Hello, I am Parley's practice tutor, a computer program.");
    if (!turn.ask.persona().notice().isBlank()) {
      turn.say(turn.ask.persona().notice());
    }
    turn.say("Our lesson is " + spoken(turn.lesson.title()) + ".");
    return turn.say("Ask me about it, or say, teach me, or say, give me a question.").open();
  }

  private TutorReply said(TutorTurn turn, String said) {
    TutorMemory memory = turn.memory;
    if (Farewell.meantBy(said)) {
      return turn.by("farewell").say(turn.goodbye()).hangUp();
    }
    YesNo.Reading reading = YesNo.of(said);
    if (memory.pending == Pending.ANSWER
        && memory.question >= 0
        && reading.isBare()
        && !isRight(turn, said)) {
      return Quiz.yesOrNo(turn, said, reading.value());
    }
    if (!memory.pending.isYesOrNo()) {
      return meant(turn, said);
    }
    if (reading.isBare() || (reading.value() == YesNo.Value.YES && !means(turn, reading.rest()))) {
      return yesOrNo(turn, reading.value());
    }
    return meant(turn, reading.rest());
  }

  /** What was said is no mere yes or no: an answer, an order, or a question. */
  private TutorReply meant(TutorTurn turn, String said) {
    boolean answering = turn.memory.question >= 0 && !isAsking(said);
    if (answering && isRight(turn, said)) {
      return Quiz.answer(turn, said, turn.ask.confidence());
    }
    Command command = Command.of(said);
    if (command != null) {
      return Commanding.follow(turn, command, said);
    }
    LessonContent other = otherLesson(turn, said);
    if (other != null) {
      return change(turn, other);
    }
    return answering
        ? Quiz.answer(turn, said, turn.ask.confidence())
        : Explaining.answer(turn, said, turn.ask.confidence());
  }

  /** Whether {@code rest}, said behind a yes, is worth more than the yes. */
  private static boolean means(TutorTurn turn, String rest) {
    return Command.of(rest) != null || (isAsking(rest) && !turn.index.search(rest).isEmpty());
  }

  private static boolean isRight(TutorTurn turn, String said) {
    return AnswerJudge.judge(Quiz.current(turn), said, turn.index).grade()
        == AnswerJudge.Grade.RIGHT;
  }

  private static boolean isAsking(String said) {
    List<String> words = Words.of(said);
    for (int i = 0; i < Math.min(words.size() - 1, 4); i++) {
      if (ASKING.contains(words.get(i)) || (i == 0 && ASKING_FIRST.contains(words.get(i)))) {
        return true;
      }
      if (!Words.isEmpty(words.get(i))) {
        return false;
      }
    }
    return false;
  }

  private static TutorReply yesOrNo(TutorTurn turn, YesNo.Value value) {
    TutorMemory memory = turn.memory;
    boolean yes = value == YesNo.Value.YES;
    memory.misses = 0;
    turn.by(memory.pending.rule() + (yes ? ".yes" : ".no"));
    return switch (memory.pending) {
      case CONFIRM_TOPIC -> yes ? Explaining.explained(turn) : mistaken(turn);
      case CONFIRM_ANSWER -> yes ? Quiz.right(turn) : Quiz.denied(turn);
      case OFFER_QUESTION -> {
        memory.series = yes && !memory.done.isEmpty();
        yield yes ? Quiz.ask(turn, "") : refused(turn);
      }
      case OFFER_NEXT -> yes ? Explaining.nextPoint(turn) : refused(turn);
      case OFFER_EXAMPLE -> yes ? Explaining.example(turn, "") : refused(turn);
      case OFFER_AGAIN -> yes ? Commanding.follow(turn, Command.START_OVER, "") : refused(turn);
      case NOTHING, ANSWER -> Explaining.lead(turn);
    };
  }

  private static TutorReply mistaken(TutorTurn turn) {
    turn.memory.topic = -1;
    if (turn.memory.question >= 0) {
      turn.say("Sorry. Then back to my question. " + Quiz.current(turn).ask());
      return turn.awaitAnswer();
    }
    turn.say("Sorry. Please ask once more, in other words.");
    return turn.say("You can ask about " + Explaining.suggestions(turn, 2) + ".").open();
  }

  private static TutorReply refused(TutorTurn turn) {
    turn.memory.series = false;
    turn.say("All right.");
    return turn.say("You can ask me about " + Explaining.suggestions(turn, 2) + ", or say goodbye.")
        .open();
  }

  private TutorReply digit(TutorTurn turn) {
    String key = turn.ask.said();
    boolean asked = turn.memory.question >= 0;
    return switch (key) {
      case "1", "2" -> keyOfYesOrNo(turn, key.equals("1"));
      case "3" -> turn.repeat();
      case "0", "4", "5", "6", "7", "8", "9" ->
          asked && AnswerJudge.wantsNumber(Quiz.current(turn))
              ? Quiz.answer(turn, key, 1)
              : Commanding.follow(turn, Command.HELP, "");
      default -> Commanding.follow(turn, Command.HELP, "");
    };
  }

  private static TutorReply keyOfYesOrNo(TutorTurn turn, boolean yes) {
    if (turn.memory.pending.isYesOrNo()) {
      return yesOrNo(turn, yes ? YesNo.Value.YES : YesNo.Value.NO);
    }
    if (turn.memory.question >= 0 && AnswerJudge.wantsYesOrNo(Quiz.current(turn))) {
      return Quiz.answer(turn, yes ? "yes" : "no", 1);
    }
    return Commanding.follow(turn, Command.HELP, "");
  }

  private static TutorReply silence(TutorTurn turn) {
    int count = turn.ask.count();
    if (count >= SILENCES_TO_GOODBYE) {
      return turn.say("I cannot hear you any more. " + turn.goodbye()).hangUp();
    }
    if (turn.memory.question >= 0) {
      turn.say(count == 1 ? "Take your time." : "Are you still there? You can say, hint.");
      return Quiz.askAgain(turn);
    }
    if (count == 1) {
      turn.say("Are you still there?");
      return turn.say("You can ask me about " + Explaining.suggestions(turn, 2) + ".")
          .offer(turn.memory.pending);
    }
    turn.say("I cannot hear you. Shall I ask you a question?").tellKeys();
    return turn.offer(Pending.OFFER_QUESTION);
  }

  private static TutorReply notUnderstood(TutorTurn turn) {
    turn.by("not-understood");
    int count = Math.max(turn.ask.count(), turn.memory.misses + 1);
    turn.memory.misses = count;
    turn.say(Wording.AGAIN);
    if (turn.memory.question >= 0) {
      turn.say(count == 1 ? "Please say your answer again." : Quiz.current(turn).ask()).tellKeys();
      return turn.awaitAnswer();
    }
    if (turn.memory.pending == Pending.CONFIRM_TOPIC && count == 1) {
      turn.say("Yes or no?").tellKeys();
      return turn.confirm(Pending.CONFIRM_TOPIC);
    }
    if (count == 1) {
      turn.say("Please say it again.").tellKeys();
      return turn.offer(turn.memory.pending);
    }
    if (count == 2) {
      return turn.say("Shall I ask you a question instead?").offer(Pending.OFFER_QUESTION);
    }
    turn.memory.misses = 0;
    turn.say("Let me tell you something.");
    return Explaining.nextPoint(turn);
  }

  /** Another lesson, when {@code said} names it and is about changing to it. */
  private @Nullable LessonContent otherLesson(TutorTurn turn, String said) {
    String words = " " + String.join(" ", Words.of(said)) + " ";
    for (LessonContent lesson : known) {
      String name = " " + lesson.name().replace('-', ' ') + " ";
      boolean other = !lesson.name().equals(turn.lesson.name());
      if (other
          && words.contains(name)
          && turn.index.search(name).stream().noneMatch(h -> h.named())) {
        return lesson;
      }
    }
    return null;
  }

  private TutorReply change(TutorTurn turn, LessonContent lesson) {
    TutorMemory memory = turn.memory;
    memory.startOver();
    memory.lesson = lesson.name();
    TutorTurn changed = new TutorTurn(turn.ask, index(lesson), memory).by("change-lesson");
    changed.say("All right, now our lesson is " + spoken(lesson.title()) + ".");
    return changed.say("Shall I begin?").offer(Pending.OFFER_NEXT);
  }

  /** A title as it is spoken: the colon is a pause. */
  static String spoken(String title) {
    return title.replace(":", ",");
  }
}
