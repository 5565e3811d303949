package io.parley.agent.provider.tutor;

import io.parley.agent.provider.tutor.LessonIndex.Hit;
import io.parley.agent.provider.tutor.TutorMemory.Pending;
import io.parley.kernel.route.LessonContent.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tutor's explanations: by the lesson's own order, and for what a caller asks. Pure. */
final class Explaining {
  private static final double SURE = 0.5;
  private static final double HARDLY_HEARD = 0.25;
  private static final double WELL_COVERED = 0.5;
  private static final double PARTLY_COVERED = 0.34;
  private static final double CLEARLY_FIRST = 1.12;
  private static final int QUESTION_EACH_POINTS = 3;
  private static final Pattern COMPARING =
      Pattern.compile(
          "\\b(?:difference between|different from|differ from|compare|versus)\\b",
          Pattern.CASE_INSENSITIVE);

  private Explaining() {}

  /** Answers {@code said} from the lesson, asks back when unsure what it is about. */
  static TutorReply answer(TutorTurn turn, String said, double confidence) {
    boolean comparing = COMPARING.matcher(said).find();
    List<Hit> hits = turn.index.search(COMPARING.matcher(said).replaceAll(" "));
    TutorMemory memory = turn.memory;
    if (hits.isEmpty()) {
      return nothingFound(turn);
    }
    List<Hit> points = hits.stream().filter(hit -> !hit.isQuestion()).toList();
    boolean sure = isSure(hits, confidence);
    if (sure && hits.getFirst().isQuestion()) {
      memory.misses = 0;
      turn.by("explain.question");
      return knownQuestion(turn, hits.getFirst().index());
    }
    if (points.isEmpty()) {
      return nothingFound(turn);
    }
    memory.misses = 0;
    if (comparing && points.size() > 1 && points.get(1).named()) {
      turn.by("explain.compare");
      return compare(turn, points.get(0), points.get(1));
    }
    int topic = points.getFirst().index();
    sure = sure || (memory.pending == Pending.CONFIRM_TOPIC && topic == memory.topic);
    memory.topic = points.getFirst().index();
    memory.examples = 0;
    turn.by(sure ? "explain.point" : "explain.ask-back");
    if (sure) {
      return explained(turn);
    }
    turn.say("Did you ask about " + topic(turn).term() + "?").tellKeys();
    return turn.confirm(Pending.CONFIRM_TOPIC);
  }

  /** Somebody outside the call wants {@code wanted} to come next: the lesson goes on from there. */
  static void turnTo(TutorTurn turn, String wanted) {
    TutorMemory memory = turn.memory;
    if (wanted.equals(memory.told)) {
      return;
    }
    memory.told = wanted;
    turn.index.search(wanted).stream()
        .filter(hit -> !hit.isQuestion())
        .findFirst()
        .ifPresent(hit -> {
          memory.topic = hit.index();
          memory.examples = 0;
          memory.point = hit.index() - 1;
        });
  }

  /** Explains the topic talked about and leaves the floor. */
  static TutorReply explained(TutorTurn turn) {
    turn.say(topic(turn).explanation());
    return lead(turn);
  }

  /** Explains the next key point of the lesson. */
  static TutorReply nextPoint(TutorTurn turn) {
    TutorMemory memory = turn.memory;
    if (memory.point + 1 >= turn.lesson.keyPoints().size()) {
      memory.point = -1;
      turn.say("That was the whole lesson. Shall I ask you a question?");
      return turn.offer(Pending.OFFER_QUESTION);
    }
    memory.point++;
    memory.topic = memory.point;
    memory.examples = 0;
    turn.say(topic(turn).explanation());
    boolean questionsLeft = memory.done.size() < turn.lesson.questions().size();
    if ((memory.point + 1) % QUESTION_EACH_POINTS == 0 && questionsLeft) {
      return turn.say("Shall I ask you a question?").offer(Pending.OFFER_QUESTION);
    }
    return turn.say(memory.turns % 2 == 0 ? "Shall I go on?" : "Do you want to hear more?")
        .offer(Pending.OFFER_NEXT);
  }

  /** Gives an example of what {@code said} names, else of the topic talked about. */
  static TutorReply example(TutorTurn turn, String said) {
    TutorMemory memory = turn.memory;
    List<Hit> hits = turn.index.search(said).stream().filter(hit -> !hit.isQuestion()).toList();
    if (!hits.isEmpty() && hits.getFirst().named() && hits.getFirst().index() != memory.topic) {
      memory.topic = hits.getFirst().index();
      memory.examples = 0;
    }
    if (memory.topic < 0) {
      memory.topic = Math.max(0, memory.point);
    }
    List<String> examples = topic(turn).examples();
    if (memory.examples < examples.size()) {
      turn.say(
          (memory.examples == 0 ? "Here is an example. " : "Another example. ")
              + examples.get(memory.examples++));
    } else {
      turn.say("I have no other example of " + topic(turn).term() + ".");
    }
    return lead(turn);
  }

  /** Says more about the topic talked about: an example, then the next key point. */
  static TutorReply more(TutorTurn turn) {
    boolean hasExample =
        turn.memory.topic >= 0 && turn.memory.examples < topic(turn).examples().size();
    return hasExample ? example(turn, "") : nextPoint(turn);
  }

  /** Up to {@code most} things to ask about, others in every turn. */
  static String suggestions(TutorTurn turn, int most) {
    List<Point> points = turn.lesson.keyPoints();
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < points.size() && terms.size() < most; i++) {
      String term = points.get((turn.memory.turns + i) % points.size()).term();
      if (term.split(" ", -1).length <= 2) {
        terms.add(term);
      }
    }
    if (terms.isEmpty()) {
      return points.getFirst().term();
    }
    String last = terms.removeLast();
    return terms.isEmpty() ? last : String.join(", ", terms) + " or " + last;
  }

  /** Goes back to the question under way, or leaves the floor to the caller. */
  static TutorReply lead(TutorTurn turn) {
    TutorMemory memory = turn.memory;
    if (memory.question >= 0) {
      turn.say("Now back to my question. " + Quiz.current(turn).ask());
      return turn.awaitAnswer();
    }
    boolean hasExample = memory.topic >= 0 && memory.examples < topic(turn).examples().size();
    if (hasExample && memory.turns % 3 == 1) {
      return turn.say("Would you like an example?").offer(Pending.OFFER_EXAMPLE);
    }
    if (memory.turns % 3 == 2 && memory.done.size() < turn.lesson.questions().size()) {
      return turn.say("Shall I ask you a question?").offer(Pending.OFFER_QUESTION);
    }
    return turn.say(Wording.OPEN_LEADS).open();
  }

  private static boolean isSure(List<Hit> hits, double confidence) {
    Hit first = hits.getFirst();
    double second = hits.size() > 1 ? hits.get(1).score() : 0;
    boolean clear = first.score() >= CLEARLY_FIRST * second;
    boolean covered = first.coverage() >= WELL_COVERED;
    if (confidence < HARDLY_HEARD) {
      return false;
    }
    if (first.named() && covered) {
      return true;
    }
    boolean partly = first.named() && first.coverage() >= PARTLY_COVERED;
    return confidence >= SURE && clear && (partly || (first.words() >= 2 && covered));
  }

  private static TutorReply knownQuestion(TutorTurn turn, int question) {
    if (question == turn.memory.question) {
      turn.say("That is my question for you.");
      return Quiz.hint(turn);
    }
    turn.say(turn.lesson.questions().get(question).explanation());
    return lead(turn);
  }

  private static TutorReply compare(TutorTurn turn, Hit one, Hit other) {
    turn.memory.topic = one.index();
    turn.memory.examples = 0;
    turn.say(firstSentence(turn.lesson.keyPoints().get(one.index()).explanation()));
    turn.say(firstSentence(turn.lesson.keyPoints().get(other.index()).explanation()));
    return lead(turn);
  }

  private static TutorReply nothingFound(TutorTurn turn) {
    TutorMemory memory = turn.memory;
    memory.misses++;
    turn.by("explain.nothing-found");
    if (memory.question >= 0) {
      turn.say("I do not know that. Let us go on with my question. " + Quiz.current(turn).ask());
      return turn.awaitAnswer();
    }
    if (memory.misses == 1) {
      turn.say("I am not sure what you asked.")
          .say("You can ask me about " + suggestions(turn, 3) + ".")
          .tellKeys();
      return turn.open();
    }
    if (memory.misses == 2) {
      turn.say("Sorry, I have no answer to that. Shall I ask you a question instead?");
      return turn.offer(Pending.OFFER_QUESTION);
    }
    memory.misses = 0;
    turn.say("Let me tell you something that I do know.");
    return nextPoint(turn);
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static Point topic(TutorTurn turn) {
    return turn.lesson.keyPoints().get(turn.memory.topic);
  }
}
