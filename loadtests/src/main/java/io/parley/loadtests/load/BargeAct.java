package io.parley.loadtests.load;

import io.parley.loadtests.stats.Percentiles;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Breaks into the agent's speech again and again. Measures from the sending of the first packet
 * above −50 dBFS to the end of the last packet above −50 dBFS that arrived before the caller had
 * finished. Owned by the media loop.
 *
 * <p>An interruption counts as failed when the agent was still audible in its last 200 ms.
 */
final class BargeAct implements CallerAct {
  private static final long FRAME_NS = 20_000_000L;
  private static final long GAP_NS = 600_000_000L;
  private static final long AUDIBLE_NS = 60_000_000L;
  private static final long QUIET_BEFORE_END_NS = 200_000_000L;

  /** One way to break in. */
  record Manner(Stimuli.Phrase phrase, int firstLoudFrame, Percentiles stopMs) {}

  /** What all callers of a run measure together. Owned by the media loop. */
  static final class Figures {
    long failed;
    volatile int crispMeasured;
  }

  private final Manner[] manners;
  private final Figures figures;
  private int manner;
  private int frame = -1;
  private long spurtNs;
  private long lastLoudNs;
  private long patienceNs = 2_000_000_000L;
  private long onsetNs;
  private boolean measuring;

  BargeAct(Manner[] manners, int firstManner, Figures figures) {
    this.manners = manners;
    this.manner = firstManner % manners.length;
    this.figures = figures;
  }

  @Override
  public int next(long nowNs) {
    if (frame < 0 && isAgentAudible(nowNs) && nowNs - spurtNs > patienceNs) {
      frame = 0;
    }
    return frame < 0 ? 0 : manners[manner].phrase().firstFrame() + frame;
  }

  private boolean isAgentAudible(long nowNs) {
    return lastLoudNs != 0 && nowNs - lastLoudNs < AUDIBLE_NS;
  }

  @Override
  public void onSent(long sentNs) {
    if (frame < 0) {
      return;
    }
    if (frame == manners[manner].firstLoudFrame()) {
      onsetNs = sentNs;
    }
    frame++;
    if (frame == manners[manner].phrase().frames()) {
      finish(sentNs);
    }
  }

  private void finish(long nowNs) {
    Manner used = manners[manner];
    boolean stopped = nowNs - lastLoudNs > QUIET_BEFORE_END_NS;
    if (measuring && stopped) {
      used.stopMs().add(Math.max(0, lastLoudNs + FRAME_NS - onsetNs) / 1e6);
      figures.crispMeasured = manners[0].stopMs().count();
    } else if (measuring) {
      figures.failed++;
    }
    frame = -1;
    spurtNs = nowNs;
    manner = (manner + 1) % manners.length;
    patienceNs = ThreadLocalRandom.current().nextLong(2_500_000_000L, 4_500_000_000L);
  }

  @Override
  public void onAudio(ByteBuffer packet, int payloadAt, int samples, boolean loud, long arrivalNs) {
    if (!loud) {
      return;
    }
    boolean interrupting = frame >= 0;
    if (!interrupting && arrivalNs - lastLoudNs > GAP_NS) {
      spurtNs = arrivalNs;
    }
    lastLoudNs = arrivalNs;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void startMeasuring() {
    measuring = true;
  }
}
