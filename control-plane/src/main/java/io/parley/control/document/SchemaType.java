package io.parley.control.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a schema says about single values. Pure. */
final class SchemaType {
  private SchemaType() {}

  /** What {@code node} should be and is not; empty when it is of one of {@code types}. */
  static String mismatch(JsonNode node, JsonNode types) {
    List<String> wanted = new ArrayList<>();
    if (types.isArray()) {
      types.forEach(type -> wanted.add(type.asString()));
    } else if (!types.isMissingNode()) {
      wanted.add(types.asString());
    }
    boolean fits = wanted.isEmpty() || wanted.stream().anyMatch(type -> is(node, type));
    return fits ? "" : String.join(" or ", wanted.stream().map(SchemaType::named).toList());
  }

  private static boolean is(JsonNode node, String type) {
    return switch (type) {
      case "object" -> node.isObject();
      case "array" -> node.isArray();
      case "string" -> node.isString();
      case "integer" -> node.isIntegralNumber();
      case "number" -> node.isNumber();
      case "boolean" -> node.isBoolean();
      case "null" -> node.isNull();
      default -> throw new IllegalStateException("no type of a schema: " + type);
    };
  }

  private static String named(String type) {
    return switch (type) {
      case "object" -> "an entry with fields";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> type.equals("null") ? "null" : "a " + type;
    };
  }

  /** What is wrong with the single value {@code node}; empty when nothing is. */
  static String fault(JsonNode node, JsonNode schema) {
    if (schema.has("enum") && !among(node, schema.path("enum"))) {
      List<String> choices = new ArrayList<>();
      schema.path("enum").forEach(choice -> choices.add(choice.asString()));
      return "is none of " + String.join(", ", choices);
    }
    return node.isString() ? textFault(node.asString(), schema) : numberFault(node, schema);
  }

  private static boolean among(JsonNode node, JsonNode choices) {
    for (JsonNode choice : choices) {
      if (choice.equals(node)) {
        return true;
      }
    }
    return false;
  }

  private static String textFault(String text, JsonNode schema) {
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (text.strip().length() < least) {
      return "is empty";
    }
    if (text.length() > most) {
      return "is longer than " + most + " characters";
    }
    if (!isStorable(text)) {
      return "has a character that cannot be kept";
    }
    String pattern = schema.path("pattern").asString("");
    boolean matches = pattern.isEmpty() || Pattern.compile(pattern).matcher(text.strip()).find();
    return matches ? "" : "'" + shown(text) + "' cannot be used";
  }

  private static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private static String numberFault(JsonNode node, JsonNode schema) {
    if (!node.isNumber()) {
      return "";
    }
    double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
    double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
    boolean fits = node.asDouble() >= least && node.asDouble() <= most;
    return fits ? "" : "is not from %.0f to %.0f".formatted(least, most);
  }

  /** Whether the database takes {@code text}: no control characters, no half of a pair. */
  static boolean isStorable(String text) {
    return text.codePoints()
        .allMatch(c ->
            (c >= 0x20 || c == '\n' || c == '\t' || c == '\r')
                && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE));
  }
}
