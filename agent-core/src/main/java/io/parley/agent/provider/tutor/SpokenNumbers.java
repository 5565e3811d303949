package io.parley.agent.provider.tutor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes numbers said in words as digits: "three quarters" becomes "3/4". Stateless. */
final class SpokenNumbers {
  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fourty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90));

  private static final Map<String, Integer> SCALES =
      Map.of("thousand", 1_000, "million", 1_000_000, "billion", 1_000_000_000);

  private static final Map<String, Integer> PARTS =
      Map.ofEntries(
          Map.entry("half", 2),
          Map.entry("halves", 2),
          Map.entry("third", 3),
          Map.entry("thirds", 3),
          Map.entry("quarter", 4),
          Map.entry("quarters", 4),
          Map.entry("fourth", 4),
          Map.entry("fourths", 4),
          Map.entry("fifth", 5),
          Map.entry("fifths", 5),
          Map.entry("sixth", 6),
          Map.entry("sixths", 6),
          Map.entry("seventh", 7),
          Map.entry("sevenths", 7),
          Map.entry("eighth", 8),
          Map.entry("eighths", 8),
          Map.entry("ninth", 9),
          Map.entry("ninths", 9),
          Map.entry("tenth", 10),
          Map.entry("tenths", 10),
          Map.entry("twelfth", 12),
          Map.entry("twelfths", 12),
          Map.entry("hundredth", 100),
          Map.entry("hundredths", 100));

  /** Words that sound like a number; taken for it only where a number is expected. */
  private static final Map<String, String> SOUNDS_LIKE =
      Map.ofEntries(
          Map.entry("won", "1"),
          Map.entry("to", "2"),
          Map.entry("too", "2"),
          Map.entry("tree", "3"),
          Map.entry("free", "3"),
          Map.entry("for", "4"),
          Map.entry("fore", "4"),
          Map.entry("fife", "5"),
          Map.entry("hive", "5"),
          Map.entry("sicks", "6"),
          Map.entry("ate", "8"),
          Map.entry("nein", "9"),
          Map.entry("tan", "10"),
          Map.entry("oh", "0"));

  private static final Map<String, String> NAMES = names();

  private SpokenNumbers() {}

  /** {@code words} with every number as one word of digits: 8, 365, 0.5, 3/4. */
  static List<String> inDigits(List<String> words) {
    List<String> result = new ArrayList<>();
    int i = 0;
    while (i < words.size()) {
      Span span = fraction(words, i);
      result.add(span == null ? words.get(i) : span.text);
      i = span == null ? i + 1 : span.end;
    }
    return result;
  }

  /** {@code words} with small numbers of digits as words: "8" becomes "eight". */
  static List<String> inWords(List<String> words) {
    return words.stream().map(word -> NAMES.getOrDefault(word, word)).toList();
  }

  /** The number that {@code word} sounds like, or null. */
  static @Nullable String soundingLike(String word) {
    return SOUNDS_LIKE.get(word);
  }

  /** Whether {@code word} is written in digits. */
  static boolean isNumber(String word) {
    return Character.isDigit(word.charAt(0));
  }

  private static @Nullable Span fraction(List<String> words, int at) {
    String word = words.get(at);
    boolean article = word.equals("a") || word.equals("an");
    if (word.equals("half") || word.equals("quarter")) {
      return new Span("1/" + PARTS.get(word), at + 1);
    }
    Integer part = at + 1 < words.size() ? PARTS.get(words.get(at + 1)) : null;
    if (article && part != null) {
      return new Span("1/" + part, at + 2);
    }
    Span top = decimal(words, at);
    if (top == null) {
      return null;
    }
    Integer bottom = top.end < words.size() ? PARTS.get(words.get(top.end)) : null;
    if (bottom != null) {
      return new Span(top.text + "/" + bottom, top.end + 1);
    }
    int over = over(words, top.end);
    Span under = over > 0 ? decimal(words, over) : null;
    return under == null ? top : new Span(top.text + "/" + under.text, under.end);
  }

  /** The index behind "over" or "out of" at {@code at}, or 0. */
  private static int over(List<String> words, int at) {
    if (at + 1 < words.size() && words.get(at).equals("over")) {
      return at + 1;
    }
    boolean outOf =
        at + 2 < words.size() && words.get(at).equals("out") && words.get(at + 1).equals("of");
    return outOf ? at + 2 : 0;
  }

  private static @Nullable Span decimal(List<String> words, int at) {
    Span whole = cardinal(words, at);
    boolean point = whole == null && words.get(at).equals("point");
    int from = whole == null ? at : whole.end;
    point = point || (from < words.size() && words.get(from).equals("point"));
    if (!point) {
      return whole;
    }
    StringBuilder places = new StringBuilder();
    int i = from + 1;
    while (i < words.size() && SMALL.getOrDefault(words.get(i), 10) < 10) {
      places.append(SMALL.get(words.get(i++)));
    }
    if (places.isEmpty()) {
      return whole;
    }
    return new Span((whole == null ? "0" : whole.text) + "." + places, i);
  }

  private static @Nullable Span cardinal(List<String> words, int at) {
    if (isNumber(words.get(at))) {
      return new Span(words.get(at), at + 1);
    }
    long total = 0;
    long current = 0;
    int i = at;
    int end = at;
    while (i < words.size()) {
      String word = words.get(i);
      long next = join(words, i, current);
      if (next >= 0) {
        current = next;
      } else if (SCALES.containsKey(word) && current > 0) {
        total += current * SCALES.get(word);
        current = 0;
      } else if (!(word.equals("and") && end > at && isLarge(words.get(i - 1)))) {
        break;
      }
      i++;
      end = word.equals("and") ? end : i;
    }
    return end == at ? null : new Span(Long.toString(total + current), end);
  }

  /** {@code current} with the word at {@code i} joined to it, or -1 when it does not join. */
  private static long join(List<String> words, int i, long current) {
    String word = words.get(i);
    Integer small = SMALL.get(word);
    if (small != null) {
      boolean afterZero = i > 0 && words.get(i - 1).equals("zero");
      return !afterZero && hasRoom(current, small) ? current + small : -1;
    }
    if (word.equals("hundred")) {
      return current > 0 && current < 100 ? current * 100 : -1;
    }
    boolean aHundred = word.equals("a") && i + 1 < words.size() && isLarge(words.get(i + 1));
    return aHundred && current == 0 ? 1 : -1;
  }

  /** Whether {@code small} goes on with {@code current}: "twenty five", not "eight nine". */
  private static boolean hasRoom(long current, int small) {
    long rest = current % 100;
    if (small == 0) {
      return current == 0;
    }
    return rest == 0 || (rest >= 20 && rest % 10 == 0 && small < 10);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    SMALL.forEach((word, value) -> names.putIfAbsent(Integer.toString(value), word));
    names.put("40", "forty");
    names.putAll(Map.of("1/2", "half", "1/4", "quarter", "3/4", "three quarters", "1/3", "third"));
    return Map.copyOf(names);
  }

  private static boolean isLarge(String word) {
    return word.equals("hundred") || SCALES.containsKey(word);
  }

  private record Span(String text, int end) {}
}
