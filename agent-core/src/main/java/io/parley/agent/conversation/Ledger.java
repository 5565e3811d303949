package io.parley.agent.conversation;

import java.util.ArrayList;
import java.util.List;

/** What the caller heard of an utterance, from how many milliseconds of it were sent. */
final class Ledger {
  /** Speaking rate assumed for a sentence whose length is not known yet. */
  private static final long MS_PER_CHARACTER = 65;

  /** A sentence that lacks no more than this was heard to its end. */
  private static final long SLACK_MS = 60;

  private Ledger() {}

  /** The sentences and words that were played to their end within {@code heardMs}. */
  static String heard(List<AgentReply.Span> spans, long heardMs) {
    List<String> heard = new ArrayList<>();
    long leftMs = heardMs;
    for (AgentReply.Span span : spans) {
      long lengthMs =
          span.lengthMs() >= 0 ? span.lengthMs() : span.text().length() * MS_PER_CHARACTER;
      if (leftMs <= 0) {
        break;
      }
      String part =
          leftMs >= lengthMs - SLACK_MS ? span.text() : words(span.text(), leftMs, lengthMs);
      if (!part.isEmpty()) {
        heard.add(part);
      }
      leftMs -= lengthMs;
    }
    return String.join(" ", heard);
  }

  private static String words(String sentence, long heardMs, long lengthMs) {
    long characters = sentence.length() * heardMs / Math.max(1, lengthMs);
    int end = 0;
    for (int i = 0; i <= sentence.length(); i++) {
      boolean wordEnds = i == sentence.length() || sentence.charAt(i) == ' ';
      if (wordEnds && i <= characters) {
        end = i;
      }
    }
    return sentence.substring(0, end).strip();
  }
}
