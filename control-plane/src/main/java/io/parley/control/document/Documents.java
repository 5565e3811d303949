package io.parley.control.document;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON in snake case; a field that is given twice is a mistake. Stateless. */
public final class Documents {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Documents() {}

  /** What somebody sent, as JSON; refused with the place of the mistake. */
  public static JsonNode parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new InvalidDocument("", "is empty", "send a JSON document");
      }
      return node;
    } catch (JacksonException e) {
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new InvalidDocument(
          "",
          "is not JSON: line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  reason.substring(0, Math.min(120, reason.length()))),
          "send one JSON document, each field once");
    }
  }

  /** Whether {@code name} may stand in a query: no name that was ever kept looks otherwise. */
  public static boolean isName(String name) {
    return name.matches("[\\x21-\\x7e]{1,80}");
  }

  /** What was kept, as JSON. */
  public static JsonNode tree(String kept) {
    return JSON.readTree(kept);
  }

  /** {@code value} as JSON. */
  public static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  /** {@code value} as text. */
  public static String text(Object value) {
    return JSON.writeValueAsString(value);
  }

  /** {@code document}, which has been checked, as a value. */
  public static <T> T value(JsonNode document, Class<T> type) {
    return JSON.treeToValue(document, type);
  }
}
