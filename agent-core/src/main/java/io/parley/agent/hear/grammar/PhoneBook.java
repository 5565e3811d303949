package io.parley.agent.hear.grammar;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Cuts a pronunciation dictionary in CMU format down to the words of one lesson. Stateless. */
public final class PhoneBook {
  private PhoneBook() {}

  /**
   * The lines of {@code dictionary} for {@code words}, with the author's own pronunciations first
   * and a guess for what is in neither.
   */
  public static String subset(
      Path dictionary, Set<String> words, Map<String, String> own, Pronouncer pronouncer)
      throws IOException {
    StringBuilder out = new StringBuilder();
    Set<String> missing = new TreeSet<>(words);
    for (Map.Entry<String, String> entry : own.entrySet()) {
      String word = entry.getKey().toLowerCase(java.util.Locale.ROOT);
      if (missing.remove(word)) {
        out.append(word).append(' ').append(entry.getValue().strip()).append('\n');
      }
    }
    Set<String> wanted = new HashSet<>(missing);
    eachLine(
        dictionary,
        wanted::contains,
        (word, line) -> {
          missing.remove(word);
          out.append(line).append('\n');
        });
    for (String word : missing) {
      String phones = pronouncer.phones(word);
      if (!phones.isEmpty()) {
        out.append(word).append(' ').append(phones).append('\n');
      }
    }
    return out.toString();
  }

  /** Every word of {@code dictionary}, alternatives folded into one. */
  public static Set<String> words(Path dictionary) throws IOException {
    Set<String> words = new TreeSet<>();
    eachLine(dictionary, _ -> true, (word, _) -> words.add(word));
    return words;
  }

  private interface LineTaker {
    void take(String word, String line);
  }

  private static void eachLine(Path dictionary, Predicate<String> wanted, LineTaker taker)
      throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(dictionary, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int blank = line.indexOf(' ');
        if (blank > 0) {
          String entry = line.substring(0, blank);
          int bracket = entry.indexOf('(', 1);
          String word = bracket > 0 ? entry.substring(0, bracket) : entry;
          if (wanted.test(word)) {
            taker.take(word, line);
          }
        }
      }
    }
  }
}
