package io.parley.loadtests.million;

import java.util.SplittableRandom;

/**
 * 20,000 words as often as in a language: the word of rank r is said in proportion to 1/r. The
 * commonest are in every call, the rarest in one of a thousand. Stateless.
 */
final class Vocabulary {
  static final int SIZE = 20_000;

  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";

  private Vocabulary() {}

  /** The rank of a word that is said now, from 0. */
  static int pick(SplittableRandom random) {
    return (int) Math.min(SIZE - 1, Math.exp(random.nextDouble() * Math.log(SIZE)) - 1);
  }

  /** Three syllables, different for each rank. */
  static String word(int rank) {
    StringBuilder word = new StringBuilder(6);
    for (int left = rank, at = 0; at < 3; at++, left /= 70) {
      word.append(CONSONANTS.charAt(left % 14)).append(VOWELS.charAt(left / 14 % 5));
    }
    return word.toString();
  }
}
