package io.parley.agent.provider.tutor;

import io.parley.kernel.route.LessonContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a lesson what a caller asks about: by the weight of the words they share (rare words
 * weigh more, words of a term more than words of an example), tolerant of words that were heard
 * nearly right. Immutable, safe from any thread.
 */
final class LessonIndex {
  private static final double TERM = 3;
  private static final double ALIAS = 2.2;
  private static final double TEXT = 1.2;
  private static final double EXAMPLE = 0.8;
  private static final double QUESTION = 0.8;
  private static final double WHOLE_TERM = 1.6;
  private static final double LEAST_SHARE = 0.4;
  private static final double NEAR = 0.78;
  private static final double NEAR_TOGETHER = 0.84;
  private static final double NEAR_WEIGHT = 0.8;
  private static final double UNKNOWN_WEIGHT = 0.45;
  private static final int LONG_CHARS = 6;

  private final LessonContent lesson;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Double> rarity = new HashMap<>();
  private final Map<String, String> spellings = new TreeMap<>();
  private final double usualRarity;

  LessonIndex(LessonContent lesson) {
    this.lesson = lesson;
    for (int i = 0; i < lesson.keyPoints().size(); i++) {
      entries.add(entry(i, lesson.keyPoints().get(i)));
    }
    for (int i = 0; i < lesson.questions().size(); i++) {
      entries.add(entry(i, lesson.questions().get(i)));
    }
    Map<String, Integer> spread = new HashMap<>();
    for (Entry entry : entries) {
      entry.weights.keySet().forEach(stem -> spread.merge(stem, 1, Integer::sum));
    }
    spread.forEach((stem, n) -> rarity.put(stem, Math.log(1 + (double) entries.size() / n)));
    usualRarity = rarity.values().stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }

  LessonContent lesson() {
    return lesson;
  }

  /** Whether the lesson itself uses {@code stem}: then it is no mishearing of another word. */
  boolean uses(String stem) {
    return rarity.containsKey(stem);
  }

  /** What {@code said} is about, best first; empty when it shares no word with the lesson. */
  List<Hit> search(String said) {
    List<Term> terms = terms(Words.searchable(said));
    List<Hit> hits = new ArrayList<>();
    for (Entry entry : entries) {
      Hit hit = rate(entry, terms);
      if (hit.score > 0) {
        hits.add(hit);
      }
    }
    hits.sort(Comparator.comparingDouble((Hit hit) -> hit.score).reversed());
    return hits;
  }

  /** How well {@code said} goes with the question at {@code index}; 0: not at all. */
  double questionScore(String said, int index) {
    return search(said).stream()
        .filter(hit -> hit.isQuestion && hit.index == index)
        .mapToDouble(Hit::score)
        .findFirst()
        .orElse(0);
  }

  private Hit rate(Entry entry, List<Term> terms) {
    double score = 0;
    double matched = 0;
    double all = 0;
    int words = 0;
    Set<String> found = new HashSet<>();
    for (Term term : terms) {
      Double weight = entry.weights.get(term.stem);
      double rare = rarity.getOrDefault(term.stem, usualRarity * UNKNOWN_WEIGHT);
      all += rare;
      if (weight != null && found.add(term.stem)) {
        score += weight * rare * term.likeness;
        matched += rare * term.likeness;
        words++;
      }
    }
    double whole = 0;
    for (List<String> name : entry.names) {
      if (!name.isEmpty() && found.containsAll(name)) {
        double sum = name.stream().mapToDouble(s -> rarity.getOrDefault(s, usualRarity)).sum();
        whole = Math.max(whole, sum);
      }
    }
    double coverage = all == 0 ? 0 : matched / all;
    score = (score + WHOLE_TERM * whole) * (LEAST_SHARE + (1 - LEAST_SHARE) * coverage);
    return new Hit(entry.isQuestion, entry.index, score, coverage, words, whole > 0);
  }

  /** The telling words of a query; one that was heard nearly right counts as the lesson's word. */
  private List<Term> terms(List<String> words) {
    List<Term> terms = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      Joined joined = joined(words, i);
      if (joined != null) {
        i = joined.last;
        if (seen.add(joined.term.stem)) {
          terms.add(joined.term);
        }
      } else if (!Words.isEmpty(words.get(i))) {
        Term term = term(words.get(i));
        if (seen.add(term.stem)) {
          terms.add(term);
        }
      }
    }
    return terms;
  }

  private Term term(String word) {
    String stem = Words.stem(word);
    if (uses(stem) || word.length() < 4) {
      return new Term(stem, 1);
    }
    return nearest(word, 4, NEAR, new Term(stem, 1));
  }

  /** "photo synthesis" and "color fill": words that are one long word of the lesson together. */
  private @Nullable Joined joined(List<String> words, int at) {
    StringBuilder together = new StringBuilder(words.get(at));
    boolean strange = isStrange(words.get(at));
    for (int n = at + 1; n < Math.min(words.size(), at + 3); n++) {
      together.append(words.get(n));
      strange |= isStrange(words.get(n));
      if (strange && together.length() >= LONG_CHARS) {
        Term none = new Term("", 0);
        Term found = nearest(together.toString(), LONG_CHARS, NEAR_TOGETHER, none);
        if (!found.stem.isEmpty()) {
          return new Joined(found, n);
        }
      }
    }
    return null;
  }

  private boolean isStrange(String word) {
    return !Words.isEmpty(word) && !uses(Words.stem(word));
  }

  private Term nearest(String word, int leastChars, double least, Term otherwise) {
    double best = least;
    Term found = otherwise;
    if (SpokenNumbers.isNumber(word)) {
      return otherwise;
    }
    Sounds sounds = new Sounds(word);
    for (Map.Entry<String, String> spelling : spellings.entrySet()) {
      if (spelling.getKey().length() >= leastChars) {
        double likeness = sounds.likeness(spelling.getKey());
        if (likeness > best || (likeness == best && found.equals(otherwise))) {
          best = likeness;
          found = new Term(spelling.getValue(), NEAR_WEIGHT * likeness);
        }
      }
    }
    return found;
  }

  private Entry entry(int index, LessonContent.Point point) {
    Map<String, Double> weights = new HashMap<>();
    List<List<String>> names = new ArrayList<>();
    weigh(weights, point.term(), TERM);
    names.add(name(point.term()));
    for (String alias : point.aliases()) {
      weigh(weights, alias, ALIAS);
      names.add(name(alias));
    }
    weigh(weights, point.explanation(), TEXT);
    point.examples().forEach(example -> weigh(weights, example, EXAMPLE));
    return new Entry(false, index, weights, names);
  }

  private Entry entry(int index, LessonContent.Question question) {
    Map<String, Double> weights = new HashMap<>();
    weigh(weights, question.ask(), QUESTION);
    weigh(weights, question.explanation(), QUESTION);
    weigh(weights, question.accepted().getFirst(), QUESTION);
    return new Entry(true, index, weights, List.of());
  }

  private void weigh(Map<String, Double> weights, String text, double weight) {
    for (String word : Words.telling(Words.searchable(text))) {
      String stem = Words.stem(word);
      weights.merge(stem, weight, Math::max);
      spellings.put(word, stem);
    }
  }

  /** The stems of a term; none when most of its words say nothing: "where we live". */
  private static List<String> name(String text) {
    List<String> stems = stems(text);
    return 2 * stems.size() >= Words.of(text).size() ? stems : List.of();
  }

  private static List<String> stems(String text) {
    Set<String> stems = new LinkedHashSet<>();
    Words.telling(Words.searchable(text)).forEach(word -> stems.add(Words.stem(word)));
    return List.copyOf(stems);
  }

  /**
   * One thing found.
   *
   * @param isQuestion a question of the lesson, else a key point
   * @param index into the lesson's questions or key points
   * @param coverage 0 to 1: how much of what was said, by weight, is found here
   * @param words how many different words were found here
   * @param named the whole term, or a whole alias of it, was said
   */
  record Hit(
      boolean isQuestion, int index, double score, double coverage, int words, boolean named) {}

  private record Term(String stem, double likeness) {}

  private record Joined(Term term, int last) {}

  private record Entry(
      boolean isQuestion, int index, Map<String, Double> weights, List<List<String>> names) {}
}
