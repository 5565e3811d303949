package io.parley.agent.speak;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds where the first sentence of a text ends. Stateless. */
final class SentenceBorder {
  private static final String CLOSERS = "\"')]}”’»*_`";

  /** Never the end of a sentence: what they introduce follows. */
  private static final Set<String> INTRODUCING =
      Set.of(
          "dr", "mr", "mrs", "ms", "prof", "st", "mt", "gen", "capt", "sgt", "lt", "col", "rev",
          "hon", "vs", "e.g", "i.e", "cf", "approx", "ca", "eg", "ie", "viz", "messrs");

  /** Abbreviations only before a number: "No. 5", "Fig. 2", "Jan. 3"; otherwise plain words. */
  private static final Set<String> BEFORE_NUMBERS =
      Set.of(
          "no", "nos", "fig", "figs", "vol", "p", "pp", "ch", "sec", "eq", "art", "jan", "feb",
          "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

  /** Words that begin a sentence rather than continue a name: "the U.S. It" but "U.S. Army". */
  private static final Set<String> STARTERS =
      Set.of(
          "the", "a", "an", "it", "he", "she", "we", "they", "you", "i", "this", "that", "these",
          "those", "there", "then", "but", "and", "so", "what", "when", "where", "why", "how",
          "who", "which", "in", "on", "at", "if", "now", "yes", "no", "do", "does", "can", "is",
          "are", "let", "let's", "our", "my", "your", "his", "her", "its", "their", "after",
          "before", "because", "also", "or", "as", "well", "okay", "today", "for", "with");

  private static final Pattern INITIALS =
      Pattern.compile("\\p{Lu}|(?:\\p{Lu}\\p{L}?\\.)+\\p{L}{1,2}|[ap]\\.m");

  private SentenceBorder() {}

  /**
   * The index after the first sentence of {@code text}, or 0 when more text is needed to know.
   *
   * @param last nothing follows {@code text}
   */
  static int find(CharSequence text, boolean last) {
    int begin = skipBlanks(text, 0);
    int i = begin;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\n' || "。！？".indexOf(c) >= 0) {
        return i + 1;
      }
      if (!isTerminator(c)) {
        i++;
        continue;
      }
      int dots = i;
      i = skipTerminators(text, i);
      int verdict = judge(text, begin, dots, i, last);
      if (verdict != 0) {
        return Math.max(verdict, 0);
      }
    }
    return 0;
  }

  /** The border when one is at {@code end}; 0: none here; -1: not known yet. */
  private static int judge(CharSequence text, int begin, int dots, int end, boolean last) {
    int follows = skipBlanks(text, end);
    if (follows == text.length()) {
      return last ? end : -1;
    }
    if (follows == end) {
      return 0;
    }
    boolean plainDot = text.charAt(dots) == '.' && !isTerminator(text.charAt(dots + 1));
    if (plainDot && isListNumber(text, begin, dots)) {
      return 0;
    }
    if (text.subSequence(end, follows).toString().indexOf('\n') >= 0) {
      return end;
    }
    return plainDot
        ? afterWord(text, wordBefore(text, begin, dots), end, follows, last)
        : afterMark(text, end, follows);
  }

  private static int afterMark(CharSequence text, int end, int follows) {
    return Character.isLowerCase(text.charAt(follows)) ? 0 : end;
  }

  private static int afterWord(CharSequence text, String word, int end, int follows, boolean last) {
    String lower = word.toLowerCase(Locale.ROOT);
    char next = text.charAt(follows);
    if (INTRODUCING.contains(lower) || Character.isLowerCase(next)) {
      return 0;
    }
    if (BEFORE_NUMBERS.contains(lower)) {
      return Character.isDigit(next) ? 0 : end;
    }
    if (!isInitials(word)) {
      return end;
    }
    int wordEnd = follows;
    while (wordEnd < text.length() && isWordPart(text.charAt(wordEnd))) {
      wordEnd++;
    }
    if (wordEnd == text.length() && !last) {
      return -1;
    }
    String starter = text.subSequence(follows, wordEnd).toString().toLowerCase(Locale.ROOT);
    return STARTERS.contains(starter) || starter.isEmpty() ? end : 0;
  }

  /** "U.S", "Ph.D", "p.m", or one capital that is not the word I. */
  private static boolean isInitials(String word) {
    return INITIALS.matcher(word).matches() && !word.equals("I");
  }

  private static boolean isListNumber(CharSequence text, int begin, int dots) {
    if (dots == begin || dots - begin > 3) {
      return false;
    }
    for (int i = begin; i < dots; i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String wordBefore(CharSequence text, int begin, int dot) {
    int from = dot;
    while (from > begin && isWordPart(text.charAt(from - 1))) {
      from--;
    }
    return text.subSequence(from, dot).toString();
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '\'';
  }

  private static boolean isTerminator(char c) {
    return c == '.' || c == '!' || c == '?' || c == '…';
  }

  private static int skipTerminators(CharSequence text, int from) {
    int i = from;
    while (i < text.length() && isTerminator(text.charAt(i))) {
      i++;
    }
    while (i < text.length() && CLOSERS.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static int skipBlanks(CharSequence text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
