package io.parley.kernel.call;

import java.util.List;

/**
 * What is being said in a call and is not on record yet. Each replaces the one before; a fact says
 * for good what was said. Immutable.
 *
 * @param atMs when this was so, milliseconds after the call was offered
 * @param lines in the order in which they began; none when all that was said is on record
 */
public record SpokenWords(long atMs, List<Line> lines) {
  /** Copies the lines. */
  public SpokenWords {
    lines = List.copyOf(lines);
  }

  /**
   * One side's words so far.
   *
   * @param role caller, agent or operator, as in the transcript
   * @param text of the caller, what is understood so far and may still change; of the others, what
   *     the caller has heard so far
   */
  public record Line(String role, String text) {}
}
