package io.parley.media.rtp;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/** Interarrival jitter of one stream as RFC 3550 6.4.1 smooths it. */
@HotPath
@OwnedBy("media-loop")
public final class ArrivalJitter {
  private static final double GAIN = 1.0 / 16;

  private final double nsPerTick;
  private boolean started;
  private long lastArrivalNs;
  private int lastTimestamp32;
  private double jitterNs;

  /** For a stream whose RTP clock runs at {@code rateHz}. */
  public ArrivalJitter(int rateHz) {
    nsPerTick = 1e9 / rateHz;
  }

  /** Takes in one packet. */
  public void onPacket(int timestamp32, long arrivalNs) {
    if (started) {
      double spacingNs = (timestamp32 - lastTimestamp32) * nsPerTick;
      double deviationNs = Math.abs(arrivalNs - lastArrivalNs - spacingNs);
      jitterNs += (deviationNs - jitterNs) * GAIN;
    }
    started = true;
    lastArrivalNs = arrivalNs;
    lastTimestamp32 = timestamp32;
  }

  /** Starts anew with the next packet, keeping the estimate. */
  public void reset() {
    started = false;
  }

  /** The estimate, in milliseconds. */
  public double jitterMs() {
    return jitterNs / 1e6;
  }
}
