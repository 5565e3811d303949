package io.parley.kernel.call;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a call is about just now, as somebody outside it has said; what is not said stays as the
 * agent has it. Immutable.
 *
 * @param values by name: {@link #TOPIC}, {@link #LEVEL}, {@link #PHASE}, {@link #LEARNING_GOALS}
 *     (one a line), and variables behind {@link #VARIABLE}; at most {@link #MOST}
 */
public record CallContext(Map<String, String> values) {
  /** What the caller is to be led to. */
  public static final String TOPIC = "topic";

  /** How much the caller knows. */
  public static final String LEVEL = "level";

  /** What part of the conversation this is. */
  public static final String PHASE = "phase";

  /** What the caller is to be able to do afterwards. */
  public static final String LEARNING_GOALS = "learning_goals";

  /** Begins the names of variables: {@code variables.customer}. */
  public static final String VARIABLE = "variables.";

  /** Values kept of one call. */
  public static final int MOST = 64;

  /** Nothing was said. */
  public static final CallContext NOTHING = new CallContext(Map.of());

  /** Copies the values. */
  public CallContext {
    values = Map.copyOf(values);
  }

  /**
   * The same with {@code changes}: an empty value forgets one, new ones beyond the most are lost.
   */
  public CallContext with(Map<String, String> changes) {
    Map<String, String> next = new HashMap<>(values);
    changes.forEach((name, value) -> {
      if (value.isBlank()) {
        next.remove(name);
      } else if (next.size() < MOST || next.containsKey(name)) {
        next.put(name, value);
      }
    });
    return new CallContext(next);
  }

  /** The value of this name; empty when it was not said. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** The learning goals in their order. */
  public List<String> learningGoals() {
    return value(LEARNING_GOALS).isEmpty()
        ? List.of()
        : Arrays.asList(value(LEARNING_GOALS).split("\n", -1));
  }

  /** The variables by their own names. */
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    values.forEach((name, value) -> {
      if (name.startsWith(VARIABLE)) {
        variables.put(name.substring(VARIABLE.length()), value);
      }
    });
    return variables;
  }
}
