package io.parley.agent.lesson;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One mapping of a lesson file with its path in the file; reads fields and reports what is wrong.
 *
 * @param path of this mapping, empty for the whole file
 */
record LessonNode(Path file, String path, JsonNode json, List<LessonProblem> problems) {
  private static final int LONGEST_CHARS = 1000;
  private static final int MOST_ENTRIES = 500;

  /** Reports {@code reason} for {@code field} of this mapping. */
  void problem(String field, String reason, String remedy) {
    problems.add(
        new LessonProblem(file, path.isEmpty() ? field : path + "." + field, reason, remedy));
  }

  /** Reports fields that no lesson has: a typing error would silently lose what it says. */
  void knows(String... fields) {
    Set<String> known = Set.of(fields);
    for (String field : json.propertyNames()) {
      if (!known.contains(field)) {
        problem(field, "is not a field here", "use one of " + String.join(", ", fields));
      }
    }
  }

  /** The text of {@code field}; reported when missing. */
  String required(String field, String remedy) {
    String text = optional(field);
    if (text.isEmpty() && isTextual(json.get(field))) {
      problem(field, "is missing or empty", remedy);
    }
    return text;
  }

  /** The text of {@code field}, empty when missing. */
  String optional(String field) {
    return text(field, json.get(field));
  }

  /** The texts of a list; a single text counts as a list of one. Empty when missing. */
  List<String> texts(String field) {
    JsonNode node = json.get(field);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      String text = text(field, node);
      return text.isEmpty() ? List.of() : List.of(text);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < bounded(field, node); i++) {
      String text = text(field + "[" + i + "]", node.get(i));
      if (!text.isEmpty()) {
        texts.add(text);
      } else if (isTextual(node.get(i))) {
        problem(field + "[" + i + "]", "is empty", "write something or take the line out");
      }
    }
    return texts;
  }

  /** The mappings of a list that must have at least one. */
  List<LessonNode> objects(String field, String remedy) {
    JsonNode node = json.get(field);
    if (node == null || !node.isArray() || node.isEmpty()) {
      problem(field, "is not a list with at least one entry", remedy);
      return List.of();
    }
    List<LessonNode> objects = new ArrayList<>();
    for (int i = 0; i < bounded(field, node); i++) {
      String at = field + "[" + i + "]";
      if (node.get(i).isObject()) {
        objects.add(new LessonNode(file, at, node.get(i), problems));
      } else {
        problem(at, "is not an entry with fields", "see README.md for its fields");
      }
    }
    return objects;
  }

  /** The texts of a mapping by key; empty when missing. */
  Map<String, String> map(String field) {
    JsonNode node = json.get(field);
    if (node == null || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      problem(field, "is not a mapping", "write one 'word: SOUNDS' a line");
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : node.propertyNames()) {
      texts.put(key, text(field + "." + key, node.get(key)));
    }
    return texts;
  }

  private int bounded(String field, JsonNode list) {
    if (list.size() > MOST_ENTRIES) {
      problem(field, "has more than " + MOST_ENTRIES + " entries", "split the lesson");
    }
    return Math.min(list.size(), MOST_ENTRIES);
  }

  private String text(String field, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return "";
    }
    if (!node.isValueNode()) {
      problem(field, "is not a text", "write one text, in quotes when it holds ': '");
      return "";
    }
    String text = node.asString().strip().replaceAll("\\s+", " ");
    if (text.length() > LONGEST_CHARS) {
      problem(field, "is longer than " + LONGEST_CHARS + " characters", "make it shorter");
    }
    return text;
  }

  /** Whether {@link #text} has nothing more to report of {@code node}. */
  private static boolean isTextual(@Nullable JsonNode node) {
    return node == null || node.isValueNode();
  }
}
