package io.parley.loadtests.stats;

import java.util.Arrays;

/**
 * How far the packets of one stream arrive from the grid that their RTP timestamps draw. Owned by
 * the receiving thread; holds a fixed number of packets and counts those beyond.
 *
 * <p>The grid is the one that fits best: packet k is due at offset + its timestamp, where the
 * offset is the median over the stream. A deviation is the distance from that, early or late.
 */
public final class GridDeviation {
  private static final long NS_PER_SAMPLE = 125_000;

  private final int[] residualUs;
  private int count;
  private long beyond;
  private int lastTimestamp;
  private long elapsedSamples;
  private long originNs;

  public GridDeviation(int capacityPackets) {
    residualUs = new int[capacityPackets];
  }

  /** Forgets everything; the next packet draws a new grid. */
  public void reset() {
    count = 0;
    beyond = 0;
  }

  public void onPacket(int timestamp32, long arrivalNs) {
    if (count == 0) {
      elapsedSamples = 0;
      originNs = arrivalNs;
    } else {
      elapsedSamples += timestamp32 - lastTimestamp;
    }
    lastTimestamp = timestamp32;
    if (count == residualUs.length) {
      beyond++;
      return;
    }
    long residualNs = arrivalNs - originNs - elapsedSamples * NS_PER_SAMPLE;
    residualUs[count++] = Math.clamp(residualNs / 1_000, -1_000_000_000, 1_000_000_000);
  }

  /** Adds the deviations of this stream to {@code all}. */
  public void addTo(Microseconds all) {
    if (count == 0) {
      return;
    }
    int[] sorted = Arrays.copyOf(residualUs, count);
    Arrays.sort(sorted);
    long median = sorted[(count - 1) / 2];
    for (int at = 0; at < count; at++) {
      all.addNs(Math.abs(residualUs[at] - median) * 1_000L);
    }
  }

  /** Packets that found no room and are in no figure. */
  public long beyond() {
    return beyond;
  }
}
