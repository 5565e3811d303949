package io.parley.agent.speak.spoken;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a sentence where a speaker would breathe, so that a synthesizer that answers whole sentences
 * has its first audio early. Pure function.
 */
public final class Clauses {
  /** A piece shorter than this is spoken with its neighbour. */
  private static final int MIN_CHARACTERS = 40;

  /** Text up to this length is spoken in one go. */
  private static final int MAX_CHARACTERS = 140;

  private Clauses() {}

  /** The pieces of {@code text}, in order; one when it is short. */
  public static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > MAX_CHARACTERS) {
      int cut = cut(rest);
      if (cut <= 0) {
        break;
      }
      pieces.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    if (!rest.isEmpty()) {
      pieces.add(rest);
    }
    return pieces;
  }

  private static int cut(String text) {
    int space = -1;
    for (int i = MIN_CHARACTERS; i < text.length() - MIN_CHARACTERS; i++) {
      char at = text.charAt(i);
      if ((at == ',' || at == ';' || at == ':' || at == '.' || at == '?' || at == '!')
          && text.charAt(i + 1) == ' ') {
        return i + 1;
      }
      if (at == ' ' && i < MAX_CHARACTERS * 2) {
        space = i;
      }
    }
    return text.length() > MAX_CHARACTERS * 2 ? space : -1;
  }
}
