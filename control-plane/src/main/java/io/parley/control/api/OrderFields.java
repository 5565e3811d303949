package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.people.Fields;
import io.parley.kernel.call.CallContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an order to a running call may say: each field with its limits. Stateless. */
final class OrderFields {
  private static final int MAX_LINE = 1_000;
  private static final int MAX_TOPIC = 200;
  private static final int MAX_GOALS = 10;
  private static final int MAX_VARIABLES = 20;
  private static final int MAX_VALUE = 500;

  private OrderFields() {}

  /** A line to be spoken. */
  static String line(@Nullable String given) {
    String line = given == null ? "" : plain("text", given, MAX_LINE);
    if (line.isEmpty()) {
      throw Refusal.invalid("text", "There is nothing to say.", "Give what is to be said.");
    }
    return line;
  }

  /** What was said beside a rating; null when nothing was. */
  static @Nullable String comment(@Nullable String given) {
    String comment = given == null ? "" : plain("comment", given, MAX_LINE);
    return comment.isEmpty() ? null : comment;
  }

  /** A context's changes by the names of {@link CallContext}. */
  static Map<String, String> changes(CallOrdersController.Context context) {
    Map<String, String> changes = new HashMap<>();
    put(changes, CallContext.TOPIC, context.topic());
    put(changes, CallContext.LEVEL, context.level());
    put(changes, CallContext.PHASE, context.phase());
    List<String> goals = context.learningGoals();
    if (goals != null) {
      changes.put(CallContext.LEARNING_GOALS, goals(goals));
    }
    Map<String, String> variables = context.variables();
    if (variables != null) {
      variables(changes, variables);
    }
    if (changes.isEmpty()) {
      throw Refusal.invalid(
          "topic",
          "Nothing is to change.",
          "Give at least one of topic, level, phase, learning_goals and variables.");
    }
    return changes;
  }

  private static void put(Map<String, String> changes, String name, @Nullable String value) {
    if (value != null) {
      changes.put(name, plain(name, value, MAX_TOPIC));
    }
  }

  private static String goals(List<String> goals) {
    if (goals.size() > MAX_GOALS) {
      throw Refusal.invalid(
          CallContext.LEARNING_GOALS,
          "There are more than " + MAX_GOALS + " goals.",
          "Give the ones that matter now.");
    }
    return String.join(
        "\n",
        goals.stream()
            .map(goal -> plain(CallContext.LEARNING_GOALS, goal == null ? "" : goal, MAX_TOPIC))
            .filter(goal -> !goal.isEmpty())
            .toList());
  }

  private static void variables(Map<String, String> changes, Map<String, String> variables) {
    if (variables.size() > MAX_VARIABLES) {
      throw Refusal.invalid(
          "variables", "There are more than " + MAX_VARIABLES + ".", "Give fewer at a time.");
    }
    variables.forEach((name, value) -> {
      if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
        throw Refusal.invalid(
            "variables",
            "A name is small letters, digits and _, and begins with a letter.",
            "Name it as in the agent's texts: {{customer}} is customer.");
      }
      changes.put(
          CallContext.VARIABLE + name, plain("variables", value == null ? "" : value, MAX_VALUE));
    });
  }

  /** One line of visible characters; white space of any kind is a blank. */
  private static String plain(String field, String given, int most) {
    String text = given.strip().replaceAll("\\s+", " ");
    if (text.length() > most || text.codePoints().anyMatch(Fields::isInvisible)) {
      throw Refusal.invalid(
          field,
          "This is longer than " + most + " characters, or holds invisible ones.",
          "Give plain text of at most " + most + " characters.");
    }
    return text;
  }
}
