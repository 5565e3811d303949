package io.parley.media.record;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes what is on a tape apart again. */
public final class TapeReader {
  private final CallTape tape;
  private final List<Short> left = new ArrayList<>();
  private final List<Short> right = new ArrayList<>();
  private long nextSample;
  private int gaps;

  public TapeReader(CallTape tape) {
    this.tape = tape;
  }

  public static boolean isEnded(CallTape tape) {
    return tape.isEnded();
  }

  /** Takes all that is there. */
  public void read() {
    while (!tape.isEmpty()) {
      int length = tape.nextLength();
      gaps += tape.nextSample() == nextSample ? 0 : 1;
      nextSample = tape.nextSample() + length;
      ByteBuffer frame = ByteBuffer.allocate(4 * length);
      tape.take(frame);
      frame.flip();
      for (int i = 0; i < length; i++) {
        left.add(frame.getShort());
        right.add(frame.getShort());
      }
    }
  }

  public void clear() {
    left.clear();
    right.clear();
  }

  public List<Short> left() {
    return left;
  }

  public List<Short> right() {
    return right;
  }

  /** Where the next frame should begin. */
  public long nextSample() {
    return nextSample;
  }

  /** Frames that began elsewhere than the one before ended. */
  public int gaps() {
    return gaps;
  }
}
