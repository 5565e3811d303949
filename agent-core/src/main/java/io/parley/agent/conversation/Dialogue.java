package io.parley.agent.conversation;

import io.parley.agent.hear.Expectation;
import io.parley.agent.think.Responder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the dialogue has come to.
 *
 * @param history what was said and heard, oldest first, at most {@link #KEPT}
 * @param memory what the responder wants to be told next time
 * @param cueCount how often {@code lastCue} came in a row
 * @param failures of providers in a row
 */
public record Dialogue(
    int nextTurn,
    long nextUtterance,
    List<Responder.Exchange> history,
    Map<String, String> memory,
    Expectation expect,
    boolean thinkTime,
    Responder.Cue lastCue,
    int cueCount,
    int failures) {
  /** Exchanges kept. */
  static final int KEPT = 20;

  static final Dialogue NEW =
      new Dialogue(
          0, 1, List.of(), Map.of(), Expectation.OPEN, false, Responder.Cue.GREETING, 0, 0);

  /** Copies history and memory. */
  public Dialogue {
    history = List.copyOf(history);
    memory = Map.copyOf(memory);
  }

  /** One more turn, for {@code cue}. */
  Dialogue asked(Responder.Cue cue) {
    return new Dialogue(
        nextTurn + 1,
        nextUtterance + 1,
        history,
        memory,
        expect,
        thinkTime,
        cue,
        cue == lastCue ? cueCount + 1 : 1,
        failures);
  }

  Dialogue learned(Responder.End end) {
    return new Dialogue(
        nextTurn,
        nextUtterance,
        history,
        end.memory(),
        end.expect(),
        end.thinkTime(),
        lastCue,
        cueCount,
        failures);
  }

  Dialogue remembering(Map<String, String> newMemory) {
    return new Dialogue(
        nextTurn,
        nextUtterance,
        history,
        newMemory,
        expect,
        thinkTime,
        lastCue,
        cueCount,
        failures);
  }

  Dialogue exchanged(Responder.Exchange exchange) {
    List<Responder.Exchange> all = new ArrayList<>(history);
    all.add(exchange);
    return new Dialogue(
        nextTurn,
        nextUtterance,
        all.subList(Math.max(0, all.size() - KEPT), all.size()),
        memory,
        expect,
        thinkTime,
        lastCue,
        cueCount,
        failures);
  }

  Dialogue failures(int inRow) {
    return new Dialogue(
        nextTurn, nextUtterance, history, memory, expect, thinkTime, lastCue, cueCount, inRow);
  }
}
