package io.parley.agent.speak;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text that arrives in pieces into sentences to be spoken, each as soon as its end is sure.
 *
 * <p>Owned by the thread that receives the pieces. The end of a sentence is sure once the first
 * character of the next one is there; the first sentence of a reply is released at a clause border
 * when it is long, so that speech begins early. No sentence is longer than {@value #CAP_CHARS}
 * characters. Light markdown and emoji, which nobody can speak, are taken out.
 */
public final class Sentences {
  /** The longest sentence released, in characters. */
  public static final int CAP_CHARS = 2000;

  private static final int EARLY_FROM_CHARS = 72;
  private static final int EARLY_LEAST_CHARS = 24;

  private final StringBuilder text = new StringBuilder();
  private boolean released;

  /** Takes the next piece and answers the sentences that are now complete, oldest first. */
  public List<String> add(String piece) {
    text.append(piece);
    List<String> sentences = new ArrayList<>();
    drain(false, sentences);
    return sentences;
  }

  /** The reply is over: answers what is left and begins anew. */
  public List<String> end() {
    List<String> sentences = new ArrayList<>();
    drain(true, sentences);
    release(text.length(), sentences);
    released = false;
    return sentences;
  }

  private void drain(boolean last, List<String> sentences) {
    int border = next(last);
    while (border > 0) {
      release(border, sentences);
      border = next(last);
    }
  }

  /** Where the first sentence ends (exclusive), or 0 when that is not known yet. */
  private int next(boolean last) {
    int border = SentenceBorder.find(text, last);
    if (border > CAP_CHARS || (border == 0 && text.length() > CAP_CHARS)) {
      return capped();
    }
    if (border == 0 && !last && !released && text.length() >= EARLY_FROM_CHARS) {
      return clause();
    }
    return border;
  }

  private int clause() {
    for (int i = EARLY_LEAST_CHARS; i < text.length() - 1; i++) {
      if (",;:".indexOf(text.charAt(i)) >= 0 && Character.isWhitespace(text.charAt(i + 1))) {
        return i + 1;
      }
    }
    return 0;
  }

  private int capped() {
    for (int i = CAP_CHARS - 1; i > CAP_CHARS / 2; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return Character.isHighSurrogate(text.charAt(CAP_CHARS - 1)) ? CAP_CHARS - 1 : CAP_CHARS;
  }

  private void release(int end, List<String> sentences) {
    String sentence = SpokenText.of(text.substring(0, end));
    text.delete(0, end);
    if (!sentence.isEmpty()) {
      sentences.add(sentence);
      released = true;
    }
  }
}
