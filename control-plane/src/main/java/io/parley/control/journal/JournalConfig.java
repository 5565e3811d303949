package io.parley.control.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how the journal writes.
 *
 * @param folder holds the segments; made when absent
 * @param groupCommit a fact is on disk (fsync) at most this long after it was appended; answers and
 *     ends are synced at once
 * @param segmentBytes a segment that has reached this size is followed by a new one
 * @param limitBytes all segments together; beyond it only ends are taken, the rest is counted
 * @param laneFacts facts that may wait for the journal's thread
 * @param reservedFacts further places for ends
 */
public record JournalConfig(
    Path folder,
    Duration groupCommit,
    long segmentBytes,
    long limitBytes,
    int laneFacts,
    int reservedFacts) {

  /** Rejects values that cannot work. */
  public JournalConfig {
    if (groupCommit.isNegative() || groupCommit.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new IllegalArgumentException("groupCommit " + groupCommit + " is not within 0-10 s");
    }
    if (segmentBytes < 1024 || limitBytes < segmentBytes) {
      throw new IllegalArgumentException(
          "segmentBytes " + segmentBytes + " must be >= 1024 and <= limitBytes " + limitBytes);
    }
    if (laneFacts < 1 || reservedFacts < 1) {
      throw new IllegalArgumentException("laneFacts and reservedFacts must be >= 1");
    }
  }

  /** The product's values, below {@code folder}. */
  public static JournalConfig in(Path folder) {
    return new JournalConfig(folder, Duration.ofMillis(200), 8L << 20, 4L << 30, 32_768, 8_192);
  }
}
