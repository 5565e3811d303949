package io.parley.agent.speech;

import io.parley.agent.hear.Expectation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was heard wrong, by what was expected. Owned by one test. */
final class Score {
  /** One thing to be said in a test. */
  record Utterance(Expectation.Kind kind, String text) {}

  private final Map<Expectation.Kind, int[]> wrongOfAll = new TreeMap<>();
  private final List<Double> settleMs = new ArrayList<>();

  /** The list of test utterances. */
  static List<Utterance> utterances() {
    try (var in = Score.class.getResourceAsStream("/speech/utterances.txt")) {
      if (in == null) {
        throw new AssertionError("no /speech/utterances.txt among the test resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .map(parts ->
              new Utterance(Expectation.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Counts one result; answers whether it was right. */
  boolean count(Utterance said, Pupil.Heard heard) {
    boolean right = plain(said.text()).equals(plain(heard.transcript().text()));
    int[] counts = wrongOfAll.computeIfAbsent(said.kind(), _ -> new int[2]);
    counts[0] += right ? 0 : 1;
    counts[1]++;
    settleMs.add(heard.settleMs());
    return right;
  }

  private static String plain(String text) {
    return text.replace("don't", "do not")
        .replace("let's", "let us")
        .replace("it's", "it is")
        .replace("that's", "that is")
        .replace("good bye", "goodbye");
  }

  /** The share of wrong results, 0 to 1. */
  double wrong(Expectation.Kind kind) {
    int[] counts = wrongOfAll.getOrDefault(kind, new int[] {0, 1});
    return (double) counts[0] / counts[1];
  }

  /** The settle latency at {@code percentile}. */
  double settleMs(int percentile) {
    double[] sorted = settleMs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    wrongOfAll.forEach(
        (kind, counts) -> out.append(kind).append(' ').append(Arrays.toString(counts)).append(' '));
    return out.append(
            String.format(Locale.ROOT, "settle p50 %.0f p95 %.0f ms", settleMs(50), settleMs(95)))
        .toString();
  }
}
