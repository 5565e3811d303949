package io.parley.media.playout;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * What went out when: for each of the last packets the utterance it carried, the range of its
 * samples, the RTP sequence number and the time. Overwrites the oldest.
 */
@HotPath
@OwnedBy("media-loop")
public final class PlayoutLedger {
  /** Entries kept: at 20 ms a little over two and a half seconds. */
  public static final int CAPACITY = 128;

  private static final int MASK = CAPACITY - 1;

  private final long[] utterances = new long[CAPACITY];
  private final long[] firstSamples = new long[CAPACITY];
  private final int[] lengths = new int[CAPACITY];
  private final int[] sequences = new int[CAPACITY];
  private final long[] sentNs = new long[CAPACITY];
  private long noted;
  private long sent;

  /** The packet being made carries these samples of {@code utterance}. */
  void note(long utterance, long firstSample, int length) {
    int slot = (int) noted++ & MASK;
    utterances[slot] = utterance;
    firstSamples[slot] = firstSample;
    lengths[slot] = length;
  }

  /** The packet being made went out. */
  void onSent(int sequence16, long nowNs) {
    while (sent < noted) {
      int slot = (int) sent++ & MASK;
      sequences[slot] = sequence16;
      sentNs[slot] = nowNs;
    }
  }

  /** Entries there are, at most {@link #CAPACITY}. */
  public int size() {
    return (int) Math.min(sent, CAPACITY);
  }

  private int slot(int age) {
    return (int) (sent - 1 - age) & MASK;
  }

  /** Utterance of the entry {@code age} places before the newest. */
  public long utterance(int age) {
    return utterances[slot(age)];
  }

  /** First sample of it within the utterance. */
  public long firstSample(int age) {
    return firstSamples[slot(age)];
  }

  /** Samples of it. */
  public int length(int age) {
    return lengths[slot(age)];
  }

  /** RTP sequence number it went out with. */
  public int sequence16(int age) {
    return sequences[slot(age)];
  }

  /** When it went out. */
  public long sentNs(int age) {
    return sentNs[slot(age)];
  }
}
