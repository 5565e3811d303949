package io.parley.agent.speak.spoken;

import java.util.List;

/** Numbers in English words, lower case, as they are said on the telephone. Pure functions. */
public final class SpokenNumbers {
  private static final List<String> ONES =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> ORDINALS =
      List.of(
          "zeroth",
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth");
  private static final long[] SCALES = {1_000_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};
  private static final List<String> SCALE_NAMES =
      List.of("trillion", "billion", "million", "thousand");

  private SpokenNumbers() {}

  /** {@code value} in words: "three hundred twelve"; negative ones begin with "minus". */
  public static String cardinal(long value) {
    if (value < 0) {
      return "minus " + cardinal(-value);
    }
    StringBuilder words = new StringBuilder();
    long rest = value;
    for (int i = 0; i < SCALES.length; i++) {
      if (rest >= SCALES[i]) {
        append(words, belowThousandOrMore(rest / SCALES[i]) + " " + SCALE_NAMES.get(i));
        rest %= SCALES[i];
      }
    }
    if (rest > 0 || words.isEmpty()) {
      append(words, belowThousand((int) rest));
    }
    return words.toString();
  }

  private static String belowThousandOrMore(long value) {
    return value < 1000 ? belowThousand((int) value) : cardinal(value);
  }

  private static String belowThousand(int value) {
    StringBuilder words = new StringBuilder();
    int rest = value;
    if (rest >= 100) {
      append(words, ONES.get(rest / 100) + " hundred");
      rest %= 100;
      if (rest == 0) {
        return words.toString();
      }
    }
    if (rest >= 20) {
      append(words, TENS.get(rest / 10));
      rest %= 10;
      if (rest == 0) {
        return words.toString();
      }
    }
    append(words, ONES.get(rest));
    return words.toString();
  }

  /** {@code value} as a rank: "twenty first". */
  public static String ordinal(long value) {
    if (value < ORDINALS.size()) {
      return ORDINALS.get((int) value);
    }
    String words = cardinal(value);
    int lastBlank = words.lastIndexOf(' ');
    String head = words.substring(0, lastBlank + 1);
    String last = words.substring(lastBlank + 1);
    int index = ONES.indexOf(last);
    if (index >= 0) {
      return head + ORDINALS.get(index);
    }
    return head
        + (last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th");
  }

  /** "three quarters", "one half", "seven over one hundred twelve". */
  public static String fraction(long numerator, long denominator) {
    if (denominator == 2) {
      return cardinal(numerator) + (numerator == 1 ? " half" : " halves");
    }
    if (denominator < 3 || (denominator > 20 && denominator != 100)) {
      return cardinal(numerator) + " over " + cardinal(denominator);
    }
    String part =
        denominator == 4 ? "quarter" : denominator == 100 ? "hundredth" : ordinal(denominator);
    return cardinal(numerator) + " " + part + (numerator == 1 ? "" : "s");
  }

  /** A year as it is said: "nineteen sixty nine", "two thousand five". */
  public static String year(int value) {
    if (value < 1100 || value > 2099 || (value >= 2000 && value < 2010)) {
      return cardinal(value);
    }
    int century = value / 100;
    int rest = value % 100;
    if (rest == 0) {
      return cardinal(century) + " hundred";
    }
    return cardinal(century) + " " + (rest < 10 ? "oh " : "") + cardinal(rest);
  }

  /** Each digit by itself: "one four". */
  public static String digits(String digits) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      append(words, ONES.get(digits.charAt(i) - '0'));
    }
    return words.toString();
  }

  private static void append(StringBuilder words, String more) {
    if (!words.isEmpty()) {
      words.append(' ');
    }
    words.append(more);
  }
}
