package io.parley.control.agents;

import io.parley.control.Refusal;

/**
 * Something people edit, with the number of the edit.
 *
 * @param revision counts from 1; what somebody changes must be what he has seen
 */
public record Revised<T>(long revision, T value) {
  /** Stands for "whichever there is". */
  public static final long ANY = 0;

  /** Refuses a change that was made without knowing this one. */
  public Revised<T> seenAs(long expected, String what) {
    if (expected != ANY && expected != revision) {
      throw Refusal.outdated(what);
    }
    return this;
  }
}
