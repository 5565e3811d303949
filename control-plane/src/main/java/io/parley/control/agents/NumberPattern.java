package io.parley.control.agents;

import java.util.Comparator;
import java.util.Locale;

/**
 * What a number matches: itself; with question marks behind it, so many more characters; with a
 * star at the end, any that follow. Immutable.
 *
 * @param prefix what a dialled number begins with, in small letters
 * @param marks how many more characters it has at least
 * @param open whether more may follow
 */
record NumberPattern(String prefix, int marks, boolean open) {
  /** The more it says of a number, the earlier: a number itself is before every pattern. */
  static final Comparator<NumberPattern> MOST_SPECIFIC_FIRST =
      Comparator.comparing(NumberPattern::isPattern)
          .thenComparing(NumberPattern::prefix, Comparator.comparingInt(String::length).reversed())
          .thenComparing(NumberPattern::marks, Comparator.reverseOrder())
          .thenComparing(NumberPattern::open);

  /** Reads a number as the schema allows it. */
  static NumberPattern of(String number) {
    boolean open = number.endsWith("*");
    String closed = open ? number.substring(0, number.length() - 1) : number;
    int marks = closed.length() - closed.replace("?", "").length();
    String prefix = closed.substring(0, closed.length() - marks);
    return new NumberPattern(prefix.toLowerCase(Locale.ROOT), marks, open);
  }

  /** Whether it matches more than one number. */
  boolean isPattern() {
    return open || marks > 0;
  }

  /** Whether {@code dialled}, in small letters, is one of those it matches. */
  boolean matches(String dialled) {
    int more = dialled.length() - prefix.length();
    return dialled.startsWith(prefix) && (open ? more >= marks : more == marks);
  }
}
