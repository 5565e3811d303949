package io.parley.agent.hear.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Estimates an interpolated Witten-Bell trigram model from weighted sentences and writes it in ARPA
 * format. Owned by whoever builds one model.
 */
public final class ArpaModel {
  private static final String BEGIN = "<s>";
  private static final String END = "</s>";
  private static final int ORDER = 3;

  private final List<Map<String, Double>> counts = new ArrayList<>();
  private final List<Map<String, Double>> contextCounts = new ArrayList<>();
  private final List<Map<String, Set<String>>> followers = new ArrayList<>();

  /** An empty model. */
  public ArpaModel() {
    for (int n = 0; n < ORDER; n++) {
      counts.add(new TreeMap<>());
      contextCounts.add(new HashMap<>());
      followers.add(new HashMap<>());
    }
  }

  /** Counts a sentence {@code weight} times. */
  public void add(List<String> words, double weight) {
    if (words.isEmpty()) {
      return;
    }
    List<String> line = new ArrayList<>(words.size() + 2);
    line.add(BEGIN);
    line.addAll(words);
    line.add(END);
    for (int last = 1; last < line.size(); last++) {
      for (int n = 1; n <= ORDER && last - n + 1 >= 0; n++) {
        count(line.subList(last - n + 1, last), line.get(last), weight);
      }
    }
  }

  private void count(List<String> context, String word, double weight) {
    int n = context.size();
    String history = String.join(" ", context);
    counts.get(n).merge(n == 0 ? word : history + " " + word, weight, Double::sum);
    contextCounts.get(n).merge(history, weight, Double::sum);
    followers.get(n).computeIfAbsent(history, _ -> new HashSet<>()).add(word);
  }

  /** Every word counted. */
  public Set<String> vocabulary() {
    Set<String> words = new TreeSet<>(counts.getFirst().keySet());
    words.remove(END);
    return words;
  }

  /** Every pair of neighbours counted, joined by a blank; sentences begin with {@code <s>}. */
  public Set<String> pairs() {
    return Set.copyOf(counts.get(1).keySet());
  }

  /** The probability of {@code word} after {@code context} of at most two words. */
  double probability(List<String> context, String word) {
    int n = context.size();
    String history = String.join(" ", context);
    double lower =
        n == 0 ? 1.0 / counts.getFirst().size() : probability(context.subList(1, n), word);
    Double seen = contextCounts.get(n).get(history);
    if (seen == null) {
      return lower;
    }
    double kinds = kinds(n, history);
    double count = counts.get(n).getOrDefault(n == 0 ? word : history + " " + word, 0.0);
    return (count + kinds * lower) / (seen + kinds);
  }

  private double kinds(int n, String history) {
    Set<String> different = followers.get(n).get(history);
    return different == null ? 0 : different.size();
  }

  /** What is left of the probability for words not seen after {@code context}. */
  private double backoff(String context) {
    int n = context.indexOf(' ') < 0 ? 1 : 2;
    Double seen = contextCounts.get(n).get(context);
    if (seen == null) {
      return 1;
    }
    double kinds = kinds(n, context);
    return kinds / (seen + kinds);
  }

  /** The model in ARPA format. */
  public String arpa() {
    StringBuilder out = new StringBuilder(1 << 16).append("\\data\\\n");
    out.append("ngram 1=").append(counts.getFirst().size() + 1).append('\n');
    for (int n = 2; n <= ORDER; n++) {
      out.append("ngram ").append(n).append('=').append(counts.get(n - 1).size()).append('\n');
    }
    for (int n = 1; n <= ORDER; n++) {
      out.append("\n\\").append(n).append("-grams:\n");
      if (n == 1) {
        line(out, -99, BEGIN, true);
      }
      for (String gram : counts.get(n - 1).keySet()) {
        List<String> words = List.of(gram.split(" ", -1));
        double p = probability(words.subList(0, n - 1), words.get(n - 1));
        line(out, Math.log10(p), gram, n < ORDER && !gram.endsWith(END));
      }
    }
    return out.append("\n\\end\\\n").toString();
  }

  private void line(StringBuilder out, double logProbability, String gram, boolean withBackoff) {
    out.append(String.format(Locale.ROOT, "%.4f", logProbability)).append('\t').append(gram);
    if (withBackoff) {
      out.append('\t').append(String.format(Locale.ROOT, "%.4f", Math.log10(backoff(gram))));
    }
    out.append('\n');
  }
}
