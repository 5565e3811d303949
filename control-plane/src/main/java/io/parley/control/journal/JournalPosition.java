package io.parley.control.journal;

/** A place between two lines: segments count from 1, {@code offset} in bytes. */
public record JournalPosition(long segment, long offset) implements Comparable<JournalPosition> {
  /** Before everything. */
  public static final JournalPosition START = new JournalPosition(0, 0);

  @Override
  public int compareTo(JournalPosition other) {
    int bySegment = Long.compare(segment, other.segment);
    return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
  }
}
