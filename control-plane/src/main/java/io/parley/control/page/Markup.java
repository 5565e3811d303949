package io.parley.control.page;

/**
 * HTML as it is written: what is not a tag of ours goes through {@link #text} or an attribute's
 * value and is escaped there. For one page, on one thread.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder(4096);

  /** Opens {@code tag}; {@code attributes} are names and values by turns. */
  Markup open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    return this;
  }

  Markup close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** A whole element with a text in it. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isInvisible(c) ? '\uFFFD' : c);
      }
    }
  }

  /** Control characters, and those that turn the direction of what follows. */
  private static boolean isInvisible(char c) {
    return (c < ' ' && c != '\n' && c != '\t')
        || c == 0x7f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
