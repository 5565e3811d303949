package io.parley.agent.provider.pocketsphinx;

import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcript;
import io.parley.agent.provider.pocketsphinx.Decoder.Hypothesis;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides between what the lesson's grammar and what the language model heard, by the difference of
 * their path scores per frame. Pure functions.
 */
final class Fusion {
  private Fusion() {}

  /**
   * The better of the two, with how sure that is. {@code model} is null when it did not listen;
   * {@code familiarity} tells how much of a text the lesson's language knows, 0 to 1.
   */
  static Transcript choose(
      Expectation.Kind kind,
      Hypothesis grammar,
      @Nullable Hypothesis model,
      ToDoubleFunction<String> familiarity) {
    String strict = plain(grammar.text());
    if (model == null) {
      return strict.isEmpty() ? Transcript.NOTHING : new Transcript(strict, 0.55);
    }
    String free = plain(model.text());
    if (free.isEmpty() && strict.isEmpty()) {
      return Transcript.NOTHING;
    }
    if (strict.isEmpty()) {
      return new Transcript(free, freely(familiarity.applyAsDouble(free)));
    }
    double margin = margin(grammar, model);
    if (strict.equals(free)) {
      return new Transcript(strict, confidence(margin + 6));
    }
    double known = familiarity.applyAsDouble(free);
    double over = margin - threshold(kind, known);
    return free.isEmpty() || over >= 0
        ? new Transcript(strict, confidence(over))
        : new Transcript(free, freely(known));
  }

  /** How much better the grammar's path is for each frame; positive where its words fit. */
  static double margin(Hypothesis grammar, Hypothesis model) {
    return (double) (grammar.score() - model.score()) / Math.max(1, model.frames());
  }

  /**
   * The margin a forced grammar stays below. A question the lesson's language knows well was most
   * likely said, so that the grammar needs more to overrule it; nonsense is overruled easily.
   */
  private static double threshold(Expectation.Kind kind, double familiarity) {
    return switch (kind) {
      case OPEN -> 2 + 8 * familiarity;
      case ANSWER -> 1 + 3 * familiarity;
      case NUMBER, YES_NO -> -3;
    };
  }

  /** Words no grammar confirms are believed as far as the lesson's language knows them. */
  private static double freely(double familiarity) {
    return 0.25 + 0.5 * familiarity;
  }

  private static double confidence(double over) {
    return Math.clamp(1 / (1 + Math.exp(-(over - 1) / 2.5)), 0.3, 0.98);
  }

  /** {@code text} without marks of alternative pronunciations and of noises. */
  static String plain(String text) {
    return text.replaceAll("\\(\\d+\\)|<[^>]*>|\\[[^\\]]*]|\\+\\+[^+]*\\+\\+", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
