package io.parley.media.record;

import io.parley.kernel.own.HotPath;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Both sides of one call on their way from the fan-out to the file: one writer (the fan-out's
 * reader), one reader (the recorder), {@value #FRAMES} frames between them. When the disk is slower
 * than that, frames are dropped and counted, and the file has silence in their place. Neither side
 * waits or allocates.
 */
@HotPath
public final class CallTape {
  /** Samples of one side in a frame. */
  public static final int FRAME_SAMPLES = 160;

  /** Frames that fit: 2.56 s of 20 ms. */
  static final int FRAMES = 128;

  private static final int FRAME_SHORTS = 2 * FRAME_SAMPLES;

  private final short[] samples = new short[FRAMES * FRAME_SHORTS];
  private final long[] firstSamples = new long[FRAMES];
  private final int[] lengths = new int[FRAMES];
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile long startNs;
  private volatile boolean ended;

  /**
   * Takes a frame, {@code length} samples of the caller and behind them as many of the agent, or
   * drops it. For the fan-out's reader only.
   *
   * @param firstSample counts from the first frame of the call
   * @param atNs when it was played
   */
  public void offer(short[] both, int length, long firstSample, long atNs) {
    long place = written.get();
    if (place == 0) {
      startNs = atNs;
    }
    if (ended || place - read.get() == FRAMES) {
      dropped.setPlain(dropped.getPlain() + 1);
      return;
    }
    int slot = (int) (place % FRAMES);
    System.arraycopy(both, 0, samples, slot * FRAME_SHORTS, 2 * length);
    firstSamples[slot] = firstSample;
    lengths[slot] = length;
    written.setRelease(place + 1);
  }

  /** Nothing follows. From any thread. */
  public void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** When the first frame was played; known once there is one. */
  long startNs() {
    return startNs;
  }

  boolean isEmpty() {
    return written.getAcquire() == read.getPlain();
  }

  /** Where the next frame begins. */
  long nextSample() {
    return firstSamples[slot()];
  }

  /** How long the next frame is. */
  int nextLength() {
    return lengths[slot()];
  }

  /** Moves the next frame, left and right in turn, to {@code out}. */
  void take(ByteBuffer out) {
    int length = nextLength();
    int left = slot() * FRAME_SHORTS;
    for (int i = 0; i < length; i++) {
      out.putShort(samples[left + i]);
      out.putShort(samples[left + length + i]);
    }
    pass();
  }

  /** Lets go of the next frame. */
  void pass() {
    read.setRelease(read.getPlain() + 1);
  }

  private int slot() {
    return (int) (read.getPlain() % FRAMES);
  }

  /** Frames that were dropped. */
  long dropped() {
    return dropped.getOpaque();
  }
}
