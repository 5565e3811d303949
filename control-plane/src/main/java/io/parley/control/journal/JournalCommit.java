package io.parley.control.journal;

/**
 * What is on disk: everything before {@code position}.
 *
 * @param facts put there since the start
 */
public record JournalCommit(JournalPosition position, long facts) {
  /** Nothing so far. */
  public static final JournalCommit NONE = new JournalCommit(JournalPosition.START, 0);
}
