package io.parley.kernel.route;

import java.util.List;
import java.util.Map;

/**
 * What an agent teaches, as its author wrote it.
 *
 * @param name unique within the tenant: small letters, digits and dashes
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

  /** One thing to be understood. */
  public record Point(
      String term, List<String> aliases, String explanation, List<String> examples) {
    /** Copies what it is given. */
    public Point {
      aliases = List.copyOf(aliases);
      examples = List.copyOf(examples);
    }
  }

  /** One question to ask; any one of {@code accepted} is right. */
  public record Question(
      String ask, List<String> accepted, List<String> hints, String explanation) {
    /** Copies what it is given. */
    public Question {
      accepted = List.copyOf(accepted);
      hints = List.copyOf(hints);
    }
  }
}
