package io.parley.agent.conversation;

import io.parley.agent.hear.Expectation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What words tell about turns: backchannels, sentences that go on, answers that are complete. */
final class Wording {
  private static final Set<String> BACKCHANNELS =
      Set.of(
          "uh", "huh", "um", "mm", "mmm", "hm", "hmm", "mhm", "ah", "aha", "oh", "er", "okay", "ok",
          "yeah", "yep", "right", "sure", "i", "see", "uh-huh", "mm-hmm");

  private static final Set<String> AGREEMENTS =
      Set.of("okay", "ok", "yeah", "yep", "right", "sure", "mhm", "mm-hmm", "uh-huh");

  private static final Set<String> TRAILING =
      Set.of(
          "and", "because", "the", "a", "an", "of", "to", "or", "but", "so", "is", "are", "that",
          "with", "in", "um", "uh", "if", "when", "my", "like", "for", "from", "which", "was",
          "it's", "point");

  private static final Set<String> DIGITS =
      Set.of(
          "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
          "double");

  private static final Set<String> COMPLETE =
      Set.of(
          "yes", "no", "stop", "repeat", "goodbye", "bye", "next", "hint", "help", "again",
          "please", "thanks", "yeah", "yep", "nope", "okay", "quit");

  private Wording() {}

  /** How a turn sounds so far. */
  enum Sound {
    COMPLETE,
    OPEN,
    TRAILING
  }

  /** Whether {@code text} says more than "I am listening". */
  static boolean saysSomething(String text, Expectation expect) {
    boolean agreeing = expect.kind() == Expectation.Kind.YES_NO;
    return words(text).stream()
        .anyMatch(word -> !BACKCHANNELS.contains(word) || (agreeing && AGREEMENTS.contains(word)));
  }

  /** Whether a turn of {@code text} is likely to go on. */
  static Sound sound(String text, Expectation expect) {
    List<String> words = words(text);
    if (words.isEmpty()) {
      return Sound.OPEN;
    }
    String whole = String.join(" ", words);
    if (expect.phrases().stream().anyMatch(p -> String.join(" ", words(p)).equals(whole))) {
      return Sound.COMPLETE;
    }
    String last = words.getLast();
    if (TRAILING.contains(last) || endsInDigits(words)) {
      return Sound.TRAILING;
    }
    return words.size() <= 4 && COMPLETE.contains(last) ? Sound.COMPLETE : Sound.OPEN;
  }

  private static boolean endsInDigits(List<String> words) {
    int run = 0;
    for (String word : words.reversed()) {
      if (!DIGITS.contains(word)) {
        break;
      }
      run++;
    }
    return run >= 2 && run < 10;
  }

  private static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}' -]", " ").strip();
    return plain.isEmpty() ? List.of() : Arrays.asList(plain.split("\\s+", -1));
  }
}
