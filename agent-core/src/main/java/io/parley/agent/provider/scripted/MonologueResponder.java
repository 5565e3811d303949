package io.parley.agent.provider.scripted;

import io.parley.agent.hear.Expectation;
import io.parley.agent.think.Responder;
import java.util.Map;

/**
 * Speaks a long monologue (number 9199). Interrupted, it says one short line and goes on with the
 * first word that was not heard to its end.
 */
final class MonologueResponder implements Responder {
  /** What it says after an interruption, before it goes on. */
  static final String LEAD = "All right, I am going on.";

  private static final int LEAD_WORDS = Monologue.words(LEAD).length;
  private static final String AT = "at";
  private static final String LEADING = "lead";

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Reply reply(Ask ask, Listener listener) {
    boolean begins = ask.cue() == Cue.GREETING;
    int at = begins ? 0 : position(ask);
    if (!begins) {
      listener.piece(LEAD + " ");
    }
    listener.piece(Monologue.from(at));
    Map<String, String> memory =
        Map.of(AT, String.valueOf(at), LEADING, String.valueOf(begins ? 0 : LEAD_WORDS));
    listener.done(new End(memory, Expectation.OPEN, false, false));
    return () -> {};
  }

  /** The word the monologue goes on with: where the last reply began plus what was heard of it. */
  private static int position(Ask ask) {
    int at = Integer.parseInt(ask.memory().getOrDefault(AT, "0"));
    int lead = Integer.parseInt(ask.memory().getOrDefault(LEADING, "0"));
    String heard = ask.history().isEmpty() ? "" : ask.history().getLast().heard();
    int words = Monologue.words(heard).length;
    return (at + Math.max(0, words - lead)) % Monologue.length();
  }
}
