package io.parley.agent.speak;

import java.util.regex.Pattern;

/** Takes out of a text what is written but not spoken: light markdown, emoji. Stateless. */
final class SpokenText {
  private static final Pattern FENCE = Pattern.compile("```[\\w+-]*");
  private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)\\s]*\\)");
  private static final Pattern LINE_MARK =
      Pattern.compile("(?m)^\\s*(?:#{1,6}\\s+|[-*+•]\\s+|>\\s+)");
  private static final Pattern DOUBLE_MARK = Pattern.compile("\\*\\*|__|~~|`");
  private static final Pattern SINGLE_MARK =
      Pattern.compile("(?<![\\w*])[*_](?=\\S)|(?<=\\S)[*_](?![\\w*])");
  private static final Pattern PICTURES =
      Pattern.compile(
          "[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2190}-\\x{21FF}\\x{2B00}-\\x{2BFF}"
              + "\\x{FE0F}\\x{200D}\\x{20E3}]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private SpokenText() {}

  /** {@code written} as it can be spoken; empty when it holds no letter and no digit. */
  static String of(String written) {
    String text = FENCE.matcher(written).replaceAll(" ");
    text = LINK.matcher(text).replaceAll("$1");
    text = LINE_MARK.matcher(text).replaceAll("");
    text = DOUBLE_MARK.matcher(text).replaceAll("");
    text = SINGLE_MARK.matcher(text).replaceAll("");
    text = PICTURES.matcher(text).replaceAll("");
    text = BLANKS.matcher(text).replaceAll(" ").strip();
    return text.codePoints().anyMatch(Character::isLetterOrDigit) ? text : "";
  }
}
