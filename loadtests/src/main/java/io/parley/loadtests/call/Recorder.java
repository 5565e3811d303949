package io.parley.loadtests.call;

import java.util.Arrays;

/**
 * Both sides of a call on one clock: a frame's place is the instant it passed the wire. Owned by
 * the call's thread.
 *
 * <p>The agent's frames follow its RTP timestamps, so that jitter leaves no holes, and are put to
 * their arrival time again when the two disagree by more than 200 ms.
 */
final class Recorder {
  private static final int MOST_DRIFT = 1_600;
  private static final int LONGEST = 8_000 * 3_600;

  private final Track caller = new Track();
  private final Track agent = new Track();
  private long originNs;
  private boolean anchored;
  private int anchorTimestamp;
  private long anchorAt;

  void start(long nowNs) {
    originNs = nowNs;
  }

  /** A frame the caller sent in slot {@code slot} of its grid. */
  void onSent(long slot, short[] frame) {
    caller.put(slot * frame.length, frame, frame.length);
  }

  void onReceived(int timestamp32, short[] frame, int samples, long nowNs) {
    long arrived = (nowNs - originNs) / 125_000;
    long at = anchorAt + (timestamp32 - anchorTimestamp);
    if (!anchored || Math.abs(at - arrived) > MOST_DRIFT) {
      anchored = true;
      anchorTimestamp = timestamp32;
      anchorAt = arrived;
      at = arrived;
    }
    agent.put(at, frame, samples);
  }

  short[] caller() {
    return caller.samples();
  }

  short[] agent() {
    return agent.samples();
  }

  /** Samples that grow on demand; beyond an hour nothing is kept. */
  private static final class Track {
    private short[] pcm = new short[8_000 * 30];
    private int end;

    void put(long at, short[] frame, int samples) {
      if (at < 0 || at + samples > LONGEST) {
        return;
      }
      int needed = (int) at + samples;
      if (needed > pcm.length) {
        pcm = Arrays.copyOf(pcm, Math.max(needed, pcm.length * 2));
      }
      System.arraycopy(frame, 0, pcm, (int) at, samples);
      end = Math.max(end, needed);
    }

    short[] samples() {
      return Arrays.copyOf(pcm, end);
    }
  }
}
