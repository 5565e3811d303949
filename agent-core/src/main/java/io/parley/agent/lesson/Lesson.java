package io.parley.agent.lesson;

import java.util.List;
import java.util.Map;

/**
 * One lesson, as its author wrote it.
 *
 * @param name short name in lower case with dashes, unique; also the number that dials it
 * @param level whom it is for, in the author's words
 * @param style how to teach it, a line for a language model
 * @param pronunciations words no dictionary knows, to their phones (CMU set, blank-separated)
 */
public record Lesson(
    String name,
    String title,
    String level,
    String style,
    List<String> objectives,
    List<KeyPoint> keyPoints,
    List<Question> questions,
    Map<String, String> pronunciations) {
  /** Copies what it is given. */
  public Lesson {
    objectives = List.copyOf(objectives);
    keyPoints = List.copyOf(keyPoints);
    questions = List.copyOf(questions);
    pronunciations = Map.copyOf(pronunciations);
  }

  /**
   * One thing to be understood.
   *
   * @param term what a caller asks for: "what is chlorophyll"
   * @param aliases other words for it
   * @param explanation one to three sentences to be spoken
   */
  public record KeyPoint(
      String term, List<String> aliases, String explanation, List<String> examples) {
    /** Copies what it is given. */
    public KeyPoint {
      aliases = List.copyOf(aliases);
      examples = List.copyOf(examples);
    }
  }

  /**
   * One question the tutor asks.
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
