package io.parley.media.rtp;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * Extends 16-bit sequence numbers to 64 bits: each is taken for the one nearest to the highest seen
 * (RFC 3550 A.1).
 */
@HotPath
@OwnedBy("media-loop")
public final class SequenceUnwrap {
  private static final long CYCLE = 1L << 16;

  private boolean started;
  private long highest64;

  /** The extended number of {@code sequence16}. */
  public long unwrap(int sequence16) {
    if (!started) {
      started = true;
      highest64 = CYCLE + sequence16;
      return highest64;
    }
    short distance = (short) (sequence16 - (int) highest64);
    long sequence64 = highest64 + distance;
    highest64 = Math.max(highest64, sequence64);
    return sequence64;
  }

  /** Forgets the stream: the next number starts a new one. */
  public void reset() {
    started = false;
  }
}
