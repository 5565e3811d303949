package io.parley.loadtests.rtp;

/**
 * Loss of one stream by sequence number, with wrap-around (RFC 3550 appendix A.1, without
 * probation). Owned by the thread that receives.
 */
public final class LossCounter {
  private long received;
  private long first = -1;
  private long highest = -1;
  private long duplicatesOrLate;

  /** Counts one packet. Returns false when it is older than the newest seen, or the same. */
  public boolean onPacket(int seq16) {
    received++;
    if (first < 0) {
      first = seq16;
      highest = seq16;
      return true;
    }
    long ahead = (short) (seq16 - (int) highest);
    if (ahead <= 0) {
      duplicatesOrLate++;
      return false;
    }
    highest += ahead;
    return true;
  }

  public long received() {
    return received;
  }

  /** Sequence numbers between the first and the newest, both included. */
  public long expected() {
    return first < 0 ? 0 : highest - first + 1;
  }

  /**
   * Packets that never came; a duplicate cannot hide one for long but is not told from a late one.
   */
  public long lost() {
    return Math.max(0, expected() - received);
  }

  public long duplicatesOrLate() {
    return duplicatesOrLate;
  }
}
