package io.parley.agent.provider.tutor;

import io.parley.agent.provider.tutor.TutorMemory.Pending;
import io.parley.kernel.route.LessonContent;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tutor does when a caller orders something. Stateless; pure. */
final class Commanding {
  private static final Pattern ABOUT =
      Pattern.compile("\\b(?:about|on|with|regarding)\\b(.*)", Pattern.CASE_INSENSITIVE);

  private Commanding() {}

  /**
   * Follows {@code command}.
   *
   * @param said the whole utterance, which may name what the command is about
   */
  static TutorReply follow(TutorTurn turn, Command command, String said) {
    TutorMemory memory = turn.memory;
    memory.misses = 0;
    turn.by("command." + command.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    boolean asked = memory.question >= 0;
    return switch (command) {
      case START_OVER -> startOver(turn);
      case REPEAT -> turn.repeat();
      case SLOWER, LOUDER -> again(turn);
      case HAS_QUESTION -> {
        memory.leaveQuestion();
        yield turn.say("Good. What is your question?").open();
      }
      case SOLUTION -> asked ? Quiz.solution(turn) : Explaining.more(turn);
      case HINT -> asked ? Quiz.hint(turn) : help(turn);
      case DONT_KNOW ->
          asked
              ? Quiz.hint(turn)
              : Explaining.nextPoint(turn.say("Then let me tell you something."));
      case SKIP -> skip(turn);
      case QUIZ -> quiz(turn, said);
      case EXAMPLE -> Explaining.example(turn, said);
      case MORE -> asked ? Quiz.hint(turn) : Explaining.more(turn);
      case GO_ON -> asked ? Quiz.askAgain(turn) : goOn(turn);
      case WAIT -> wait(turn);
      case STOP -> stop(turn);
      case HELP -> help(turn);
      case TOPICS -> topics(turn);
      case TEACH -> teach(turn);
      case WHO_ARE_YOU -> smallTalk(turn, "I am Parley's practice tutor, a computer program.");
      case HOW_ARE_YOU -> smallTalk(turn, "I am a program, so I am always fine. Thank you.");
      case HELLO -> smallTalk(turn, "Hello, I am here.");
      case THANKS -> smallTalk(turn, "You are welcome.");
      case GOT_IT -> asked ? Quiz.askAgain(turn) : Explaining.lead(turn);
    };
  }

  private static TutorReply startOver(TutorTurn turn) {
    turn.memory.startOver();
    turn.say("All right, from the beginning.");
    return Explaining.nextPoint(turn);
  }

  private static TutorReply again(TutorTurn turn) {
    turn.say("I can only speak like this, but I say it again.");
    return turn.repeat();
  }

  private static TutorReply skip(TutorTurn turn) {
    boolean walking = turn.memory.question < 0 && turn.memory.pending == Pending.OFFER_NEXT;
    return walking ? Explaining.nextPoint(turn) : Quiz.skip(turn);
  }

  private static TutorReply quiz(TutorTurn turn, String said) {
    if (turn.memory.question >= 0) {
      return Quiz.skip(turn);
    }
    turn.memory.series = !turn.memory.done.isEmpty();
    turn.say(turn.memory.done.isEmpty() ? "Here is a question." : "");
    Matcher about = ABOUT.matcher(said);
    return Quiz.ask(turn, about.find() ? about.group(1) : "");
  }

  private static TutorReply goOn(TutorTurn turn) {
    boolean quizzing = turn.memory.pending == Pending.OFFER_QUESTION && !turn.memory.done.isEmpty();
    return quizzing ? Quiz.ask(turn, "") : Explaining.nextPoint(turn);
  }

  private static TutorReply wait(TutorTurn turn) {
    turn.say("Take your time. Say, go on, when you are ready.");
    return turn.memory.question >= 0 ? turn.awaitAnswer() : turn.offer(turn.memory.pending);
  }

  private static TutorReply stop(TutorTurn turn) {
    turn.memory.leaveQuestion();
    turn.memory.series = false;
    turn.say("All right, I stop. What would you like to do?");
    return turn.say("You can ask me something, or say goodbye.").open();
  }

  private static TutorReply help(TutorTurn turn) {
    if (turn.memory.question >= 0) {
      turn.say("You can say, hint, repeat, next question, or, what is the answer.");
      return Quiz.askAgain(turn);
    }
    turn.say("You can ask about " + Explaining.suggestions(turn, 2) + ".");
    turn.say("Or say, teach me, give me a question, repeat, or goodbye.");
    return turn.tellKeys().open();
  }

  private static TutorReply topics(TutorTurn turn) {
    LessonContent lesson = turn.lesson;
    turn.say("Our lesson is " + TutorBrain.spoken(lesson.title()) + ".");
    turn.say("I can tell you about " + Explaining.suggestions(turn, 3) + ".");
    return turn.say("Shall I begin?").offer(Pending.OFFER_NEXT);
  }

  private static TutorReply teach(TutorTurn turn) {
    turn.memory.leaveQuestion();
    return Explaining.nextPoint(turn);
  }

  private static TutorReply smallTalk(TutorTurn turn, String words) {
    turn.say(words);
    return Explaining.lead(turn);
  }
}
