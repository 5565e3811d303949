package io.parley.agent.provider.tutor;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells how alike two words look and sound, so that a word the recogniser got nearly right is still
 * found. Immutable; keeps the keys of at most {@value #MOST_KEYS} words.
 */
final class Sounds {
  private static final double BY_SOUND = 0.86;
  private static final double BY_PART = 0.8;
  private static final int LEAST_PART_CHARS = 6;
  private static final double NEAR_SOUND = 0.9;
  private static final int LEAST_KEY_CHARS = 3;
  private static final double UNLIKE = 0.3;

  private static final int MOST_KEYS = 20_000;
  private static final ConcurrentHashMap<String, String> KEYS = new ConcurrentHashMap<>();

  private final String word;
  private final String key;

  /** Compares others with {@code word}. */
  Sounds(String word) {
    this.word = word;
    this.key = key(word);
  }

  /** As the method of two words. */
  static double likeness(String a, String b) {
    return new Sounds(a).likeness(b);
  }

  /** 1 for the same word, 0 for nothing in common; from 0.72 on it is worth asking back. */
  double likeness(String other) {
    if (word.equals(other)) {
      return 1;
    }
    if (SpokenNumbers.isNumber(word) || SpokenNumbers.isNumber(other)) {
      return 0;
    }
    int shorter = Math.min(word.length(), other.length());
    double bySpelling = shorter >= 4 ? ratio(word, other) : 0;
    if (shorter >= LEAST_PART_CHARS && (word.contains(other) || other.contains(word))) {
      bySpelling = Math.max(bySpelling, BY_PART);
    }
    return Math.max(bySpelling, bySound(other, keyOf(other)));
  }

  private double bySound(String other, String otherKey) {
    if (key.equals(otherKey) && (key.length() >= LEAST_KEY_CHARS || sameShape(word, other))) {
      return BY_SOUND;
    }
    boolean longEnough = Math.min(key.length(), otherKey.length()) > LEAST_KEY_CHARS;
    return longEnough ? NEAR_SOUND * ratio(key, otherKey) : 0;
  }

  /** The key of a word that is compared often: the words of lessons. */
  private static String keyOf(String word) {
    if (KEYS.size() >= MOST_KEYS) {
      KEYS.clear();
    }
    return KEYS.computeIfAbsent(word, Sounds::key);
  }

  /** Short words that differ in one vowel only: "sun" and "son". */
  private static boolean sameShape(String a, String b) {
    return a.length() == b.length() && a.charAt(0) == b.charAt(0) && distance(a, b) == 1;
  }

  /** The consonants of {@code word}, those that sound alike written alike; a first vowel is A. */
  static String key(String word) {
    String w =
        word.replaceFirst("^(?:kn|gn|pn)", "n")
            .replaceFirst("^wr", "r")
            .replaceFirst("^wh", "w")
            .replaceFirst("^ps", "s")
            .replaceFirst("^x", "s")
            .replaceAll("^chl|^chr", "k" + (word.startsWith("chl") ? "l" : "r"))
            .replace("tch", "ch")
            .replace("ph", "f")
            .replace("ck", "k")
            .replace("tion", "xn")
            .replace("sion", "xn")
            .replace("dge", "j")
            .replaceAll("gh(?=t|$)", "")
            .replaceAll("c(?=[eiy])", "s")
            .replaceAll("g(?=[eiy])", "j")
            .replace("x", "ks")
            .replaceAll("sh|ch|j", "x")
            .replace("th", "0")
            .replace("qu", "kw")
            .replaceAll("mb$", "m");
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < w.length(); i++) {
      char c = sound(w.charAt(i), i);
      boolean repeated = !key.isEmpty() && key.charAt(key.length() - 1) == c;
      if (c != ' ' && !repeated) {
        key.append(c);
      }
    }
    return key.toString();
  }

  private static char sound(char c, int at) {
    return switch (c) {
      case 'a', 'e', 'i', 'o', 'u' -> at == 0 ? 'A' : ' ';
      case 'y' -> at == 0 ? 'Y' : ' ';
      case 'h', 'w' -> at == 0 ? Character.toUpperCase(c) : ' ';
      case 'b' -> 'P';
      case 'd' -> 'T';
      case 'g', 'c', 'q' -> 'K';
      case 'v' -> 'F';
      case 'z' -> 'S';
      default -> Character.toUpperCase(c);
    };
  }

  private static double ratio(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    int atLeast = Math.abs(a.length() - b.length());
    return atLeast > UNLIKE * longer ? 0 : 1.0 - (double) distance(a, b) / longer;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
