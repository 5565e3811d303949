package io.parley.agent.provider.openai;

import java.util.List;

/**
 * Takes what a model thinks aloud, between {@code <think>} and {@code </think>}, out of a stream of
 * text pieces, also where a mark is cut by the border of two pieces. Owned by the thread that reads
 * the stream.
 */
final class ThinkFilter {
  private static final List<String> OPENING = List.of("<think>", "<thinking>");
  private static final List<String> CLOSING = List.of("</think>", "</thinking>");

  private final StringBuilder held = new StringBuilder();
  private boolean thinking;

  /** Takes the next piece and answers what of the text is to be spoken. */
  String add(String piece) {
    held.append(piece);
    StringBuilder spoken = new StringBuilder();
    while (!held.isEmpty()) {
      int mark = held.indexOf("<");
      if (mark < 0) {
        take(held.length(), spoken);
        break;
      }
      take(mark, spoken);
      String closed = begun(CLOSING);
      String opened = thinking ? "" : begun(OPENING);
      if (isWhole(closed) || isWhole(opened)) {
        thinking = isWhole(opened);
        held.delete(0, isWhole(opened) ? opened.length() : closed.length());
      } else if (!closed.isEmpty() || !opened.isEmpty()) {
        break;
      } else {
        take(1, spoken);
      }
    }
    return spoken.toString();
  }

  /** The stream is over: a mark that was only begun is text. */
  String end() {
    StringBuilder spoken = new StringBuilder();
    take(held.length(), spoken);
    return spoken.toString();
  }

  private void take(int chars, StringBuilder spoken) {
    if (!thinking) {
      spoken.append(held, 0, chars);
    }
    held.delete(0, chars);
  }

  /** The mark that what is held begins with, or may become; empty for none. */
  private String begun(List<String> marks) {
    for (String mark : marks) {
      int chars = Math.min(mark.length(), held.length());
      if (mark.regionMatches(true, 0, held.toString(), 0, chars)) {
        return mark;
      }
    }
    return "";
  }

  private boolean isWhole(String mark) {
    return !mark.isEmpty() && held.length() >= mark.length();
  }
}
