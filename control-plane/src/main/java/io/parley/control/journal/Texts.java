package io.parley.control.journal;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes strings from outside fit to be kept: no NUL, no half of a surrogate pair (neither JSON in
 * UTF-8 nor PostgreSQL can hold them), and not longer than a call can need. Stateless.
 */
public final class Texts {
  private static final int MAX_CHARS = 65_536;
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /** The same tree with every string made fit. */
  static JsonNode clean(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (entry.getValue() instanceof StringNode text) {
          entry.setValue(StringNode.valueOf(clean(text.stringValue())));
        } else {
          clean(entry.getValue());
        }
      }
    }
    return tree;
  }

  /** {@code text} made fit. */
  public static String clean(String text) {
    return whole(text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS));
  }

  /** {@code text}, however long it is, made fit. */
  public static String whole(String text) {
    if (isFit(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(each -> isUnfit(each) ? REPLACEMENT : each).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isFit(String text) {
    return text.codePoints().noneMatch(Texts::isUnfit);
  }

  private static boolean isUnfit(int codePoint) {
    return codePoint == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
  }
}
