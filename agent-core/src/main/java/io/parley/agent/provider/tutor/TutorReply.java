package io.parley.agent.provider.tutor;

import io.parley.agent.think.Responder.End;
import java.util.List;

/**
 * One reply of the tutor.
 *
 * @param pieces what is said, in order, each one or more whole sentences
 */
record TutorReply(List<String> pieces, End end) {
  TutorReply {
    pieces = List.copyOf(pieces);
  }

  /** All of it. */
  String text() {
    return String.join(" ", pieces);
  }
}
