package io.parley.kernel.route;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an agent teaches, as its author wrote it.
 *
 * @param name unique within the tenant, or among those that came with the platform: small letters,
 *     digits and dashes
 * @param level whom it is for, in the author's words
 * @param style how to teach it, a line for a language model
 * @param pronunciations words no dictionary knows, to their phones (CMU set, blank-separated)
 */
public record LessonContent(
    String name,
    String title,
    String level,
    String style,
    List<String> objectives,
    List<Point> keyPoints,
    List<Question> questions,
    Map<String, String> pronunciations) {
  /** Copies what it is given. */
  public LessonContent {
    objectives = List.copyOf(objectives);
    keyPoints = List.copyOf(keyPoints);
    questions = List.copyOf(questions);
    pronunciations = Map.copyOf(pronunciations);
  }

  /** The pronunciations by words in small letters, as words are looked up. */
  public Map<String, String> phonesByWord() {
    Map<String, String> phonesByWord = new HashMap<>();
    pronunciations.forEach(
        (word, phones) -> phonesByWord.put(word.toLowerCase(Locale.ROOT), phones));
    return phonesByWord;
  }

  /**
   * One thing to be understood.
   *
   * @param term what a caller asks for: "what is chlorophyll"
   * @param aliases other words for it
   * @param explanation one to three sentences to be spoken
   */
  public record Point(
      String term, List<String> aliases, String explanation, List<String> examples) {
    /** Copies what it is given. */
    public Point {
      aliases = List.copyOf(aliases);
      examples = List.copyOf(examples);
    }
  }

  /**
   * One question to ask.
   *
   * @param accepted answers that are right, in words as spoken; any one suffices
   * @param hints given one after the other when the answer was wrong
   * @param explanation said with the solution
   */
  public record Question(
      String ask, List<String> accepted, List<String> hints, String explanation) {
    /** Copies what it is given. */
    public Question {
      accepted = List.copyOf(accepted);
      hints = List.copyOf(hints);
    }
  }
}
