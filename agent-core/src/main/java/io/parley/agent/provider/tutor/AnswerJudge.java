package io.parley.agent.provider.tutor;

import io.parley.kernel.route.LessonContent.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges what a caller answered to a question. Stateless; pure. */
final class AnswerJudge {
  private static final double NEARLY = 0.72;
  private static final double PART = 0.5;
  private static final Set<String> NEGATIONS = Set.of("not", "isnt", "arent", "never", "dont");
  private static final Set<String> DOUBTS = Set.of("or", "either");

  private AnswerJudge() {}

  /** How good an answer is. */
  enum Grade {
    WRONG,
    PARTLY,
    /** Sounds like the right one, or was not the only one: to be confirmed. */
    LIKELY,
    RIGHT
  }

  /**
   * A judgement.
   *
   * @param accepted the accepted answer it is nearest to
   */
  record Verdict(Grade grade, String accepted) {}

  /** Whether {@code question} wants a number and nothing else. */
  static boolean wantsNumber(Question question) {
    List<List<String>> contents = question.accepted().stream().map(AnswerJudge::content).toList();
    return contents.stream().allMatch(c -> c.stream().anyMatch(SpokenNumbers::isNumber))
        && contents.stream().anyMatch(c -> c.size() == 1 && c.getFirst().indexOf('/') < 0);
  }

  /** Whether {@code question} wants yes or no. */
  static boolean wantsYesOrNo(Question question) {
    return accepts(question, "yes") || accepts(question, "no");
  }

  /** Judges {@code said}; {@code index} knows which words cannot be mishearings. */
  static Verdict judge(Question question, String said, LessonIndex index) {
    List<String> words = SpokenNumbers.inDigits(Words.of(said));
    if (wantsYesOrNo(question)) {
      YesNo.Reading reading = YesNo.of(said);
      if (reading.value() != YesNo.Value.NEITHER) {
        boolean yes = reading.value() == YesNo.Value.YES;
        boolean right = accepts(question, yes ? "yes" : "no");
        return new Verdict(right ? Grade.RIGHT : Grade.WRONG, yes ? "yes" : "no");
      }
    }
    if (wantsNumber(question)) {
      Verdict verdict = number(question, words);
      if (verdict != null) {
        return verdict;
      }
    }
    return phrase(question, withoutDenied(words), index);
  }

  private static boolean accepts(Question question, String word) {
    return question.accepted().stream().anyMatch(a -> Words.of(a).equals(List.of(word)));
  }

  private static @Nullable Verdict number(Question question, List<String> words) {
    List<String> numbers = new ArrayList<>(words.stream().filter(SpokenNumbers::isNumber).toList());
    if (numbers.isEmpty()) {
      for (String word : words) {
        String number = SpokenNumbers.soundingLike(word);
        if (number != null) {
          numbers.add(number);
        }
      }
    }
    if (numbers.isEmpty()) {
      return null;
    }
    boolean doubt = numbers.size() > 1 && words.stream().anyMatch(DOUBTS::contains);
    for (String accepted : question.accepted()) {
      for (String right : content(accepted)) {
        if (SpokenNumbers.isNumber(right) && right.equals(numbers.getLast())) {
          return new Verdict(doubt ? Grade.LIKELY : Grade.RIGHT, accepted);
        }
      }
    }
    return new Verdict(Grade.WRONG, question.accepted().getFirst());
  }

  private static Verdict phrase(Question question, List<String> words, LessonIndex index) {
    Verdict best = new Verdict(Grade.WRONG, question.accepted().getFirst());
    for (String accepted : question.accepted()) {
      Grade grade = grade(content(accepted), words, index);
      if (grade.compareTo(best.grade) > 0) {
        best = new Verdict(grade, accepted);
      }
    }
    boolean doubt = words.stream().anyMatch(DOUBTS::contains);
    boolean ownDoubt = Words.of(best.accepted).stream().anyMatch(DOUBTS::contains);
    return best.grade == Grade.RIGHT && doubt && !ownDoubt
        ? new Verdict(Grade.LIKELY, best.accepted)
        : best;
  }

  private static Grade grade(List<String> wanted, List<String> words, LessonIndex index) {
    double least = 1;
    int exact = 0;
    for (String want : wanted) {
      double likeness = best(want, words, index);
      least = Math.min(least, likeness);
      exact += likeness == 1 ? 1 : 0;
    }
    if (least == 1) {
      return Grade.RIGHT;
    }
    if (least >= NEARLY) {
      return Grade.LIKELY;
    }
    return wanted.size() > 1 && exact >= PART * wanted.size() ? Grade.PARTLY : Grade.WRONG;
  }

  private static double best(String want, List<String> words, LessonIndex index) {
    double best = 0;
    String stem = Words.stem(want);
    for (int i = 0; i < words.size(); i++) {
      String own = Words.stem(words.get(i));
      if (own.equals(stem)) {
        return 1;
      }
      if (!index.uses(own) && !Words.isEmpty(words.get(i))) {
        best = Math.max(best, Sounds.likeness(stem, own));
      }
      StringBuilder joined = new StringBuilder(words.get(i));
      for (int n = i + 1; n < Math.min(words.size(), i + 3) && want.length() > 5; n++) {
        joined.append(words.get(n));
        best = Math.max(best, joinedLikeness(stem, joined.toString()));
      }
    }
    return best;
  }

  /** Two words that are the wanted one when written together are it; else they only sound so. */
  private static double joinedLikeness(String stem, String joined) {
    String own = Words.stem(joined);
    return own.equals(stem) ? 1 : Sounds.likeness(stem, own);
  }

  /** The words that decide: without articles and carrier phrases, numbers kept. */
  private static List<String> content(String text) {
    List<String> words = SpokenNumbers.inDigits(Words.of(text));
    List<String> telling =
        words.stream().filter(w -> SpokenNumbers.isNumber(w) || !Words.isEmpty(w)).toList();
    return telling.isEmpty() ? words : telling;
  }

  /** {@code words} without those that were denied: "not Mars, Jupiter". */
  private static List<String> withoutDenied(List<String> words) {
    List<String> kept = new ArrayList<>();
    Set<String> articles = new HashSet<>(Set.of("the", "a", "an"));
    boolean denied = false;
    for (String word : words) {
      if (NEGATIONS.contains(word)) {
        denied = true;
      } else if (denied && !articles.contains(word)) {
        denied = false;
      } else if (!denied) {
        kept.add(word);
      }
    }
    return kept;
  }
}
