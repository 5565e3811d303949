package io.parley.media.jitter;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * The jitter buffer proper: PCM goes in as it arrives and comes out on a clock, later by what the
 * jitter of the network asks for (20 to 100 ms). While the network is steady every sample that goes
 * in comes out unchanged, once. Only in need is a frame of silence put in (nothing was there in
 * time) or a frame left out (more has piled up than the jitter explains).
 *
 * <p>Feeds only what is played on a clock: echo, bridge, mixer, recording. One instance per stream.
 */
@HotPath
@OwnedBy("media-loop")
public final class DelayLine {
  private static final int SHORTEST_MS = 20;
  private static final int LONGEST_MS = 100;
  private static final int FIRST_MS = 40;
  private static final int CAPACITY_MS = 400;
  private static final long WINDOW_NS = 2_000_000_000L;
  private static final int EXCESS_FRAMES = 2;

  private final int rateHz;
  private final short[] ring;
  private long written;
  private long read;
  private boolean playing;

  private long inputSamples;
  private boolean clockSet;
  private long earliestNs;
  private long windowEarliestNs;
  private long jitterNs;
  private long windowJitterNs;
  private long windowStartNs;
  private long leastLevel = Long.MAX_VALUE;
  private long pulledInWindow;

  private long underruns;
  private long droppedFrames;
  private long overflowSamples;

  /** An empty line for streams of {@code rateHz}. */
  public DelayLine(int rateHz) {
    this.rateHz = rateHz;
    this.ring = new short[rateHz * CAPACITY_MS / 1000];
    this.jitterNs = (FIRST_MS - SHORTEST_MS) * 1_000_000L;
  }

  /** Appends what arrived (or was concealed) at {@code nowNs}. */
  public void push(short[] pcm, int offset, int length, long nowNs) {
    measure(length, nowNs);
    int room = (int) (ring.length - (written - read));
    if (length > room) {
      // Nobody pulls: the oldest go.
      overflowSamples += length - room;
      read += length - room;
    }
    for (int i = 0; i < length; i++) {
      ring[(int) ((written + i) % ring.length)] = pcm[offset + i];
    }
    written += length;
  }

  /** How late this arrival is against the earliest ones of the last seconds. */
  private void measure(int length, long nowNs) {
    long sinceStartNs = nowNs - inputSamples * 1_000_000_000L / rateHz;
    inputSamples += length;
    if (!clockSet || sinceStartNs - earliestNs > WINDOW_NS) {
      // The first packet, or one after a long silence: the stream's clock starts anew.
      clockSet = true;
      earliestNs = sinceStartNs;
      windowEarliestNs = sinceStartNs;
      windowStartNs = nowNs;
    }
    earliestNs = Math.min(earliestNs, sinceStartNs);
    windowEarliestNs = Math.min(windowEarliestNs, sinceStartNs);
    windowJitterNs = Math.max(windowJitterNs, sinceStartNs - earliestNs);
    jitterNs = Math.max(jitterNs, windowJitterNs);
    if (nowNs - windowStartNs >= WINDOW_NS) {
      // Lateness is forgotten by an eighth per window, so that one calm spell does not cost the
      // next burst a frame; the earliest arrival is taken from the window, which follows drift.
      jitterNs = Math.max(windowJitterNs, jitterNs - jitterNs / 8);
      windowJitterNs = 0;
      earliestNs = windowEarliestNs;
      windowEarliestNs = sinceStartNs;
      windowStartNs = nowNs;
    }
  }

  /**
   * Takes the next {@code length} samples; answers {@code false}, leaving {@code out} silent, when
   * they are not there.
   */
  public boolean pull(short[] out, int offset, int length) {
    long level = written - read;
    if (!playing && level >= Math.max(length, targetSamples())) {
      playing = true;
    }
    if (!playing || level < length) {
      if (playing) {
        underruns++;
        playing = false;
      }
      java.util.Arrays.fill(out, offset, offset + length, (short) 0);
      return false;
    }
    dropExcess(level, length);
    for (int i = 0; i < length; i++) {
      out[offset + i] = ring[(int) ((read + i) % ring.length)];
    }
    read += length;
    return true;
  }

  private void dropExcess(long level, int length) {
    leastLevel = Math.min(leastLevel, level);
    pulledInWindow += length;
    boolean windowOver = pulledInWindow >= 2L * rateHz;
    boolean tooMuch = leastLevel >= targetSamples() + (long) EXCESS_FRAMES * length;
    boolean bursting = level >= (LONGEST_MS + SHORTEST_MS) * (long) rateHz / 1000 + length;
    if (windowOver) {
      pulledInWindow = 0;
      leastLevel = Long.MAX_VALUE;
    }
    if ((windowOver && tooMuch) || bursting) {
      read += length;
      droppedFrames++;
    }
  }

  private long targetSamples() {
    return (long) targetMs() * rateHz / 1000;
  }

  /** The delay aimed at, in milliseconds. */
  public int targetMs() {
    return Math.clamp(SHORTEST_MS + jitterNs / 1_000_000L, SHORTEST_MS, LONGEST_MS);
  }

  /** Samples waiting. */
  public int levelSamples() {
    return (int) (written - read);
  }

  /** Times nothing was there in time. */
  public long underruns() {
    return underruns;
  }

  /** Frames left out because too much had piled up. */
  public long droppedFrames() {
    return droppedFrames;
  }

  /** Samples lost because nobody pulled. */
  public long overflowSamples() {
    return overflowSamples;
  }
}
