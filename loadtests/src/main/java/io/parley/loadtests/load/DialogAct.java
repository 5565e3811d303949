package io.parley.loadtests.load;

import io.parley.loadtests.stats.Percentiles;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Speaks a phrase, waits for the reply, waits for its end, and again; measures voice-to-voice: from
 * the sending of the phrase's last packet to the arrival of the first packet above −50 dBFS. Owned
 * by the media loop.
 */
final class DialogAct implements CallerAct {
  private enum State {
    PAUSING,
    SPEAKING,
    WAITING,
    HEARING
  }

  private static final long REPLY_OVER_NS = 600_000_000L;
  private static final long NO_REPLY_NS = 5_000_000_000L;

  private final Stimuli.Phrase phrase;
  private final Figures figures;
  private State state = State.PAUSING;
  private int slotsLeft;
  private int frame;
  private boolean lastFrame;
  private long endNs;
  private long lastLoudNs;
  private boolean measuring;

  /** What all callers of a run measure together. Owned by the media loop. */
  static final class Figures {
    final Percentiles voiceToVoiceMs = new Percentiles();
    long missed;
    long early;
    volatile int measured;
  }

  DialogAct(Stimuli.Phrase phrase, int firstPauseSlots, Figures figures) {
    this.phrase = phrase;
    this.slotsLeft = firstPauseSlots;
    this.figures = figures;
  }

  @Override
  public int next(long nowNs) {
    switch (state) {
      case PAUSING -> {
        if (slotsLeft-- <= 0) {
          state = State.SPEAKING;
          frame = 0;
        }
      }
      case WAITING -> {
        if (endNs != 0 && nowNs - endNs > NO_REPLY_NS) {
          figures.missed += measuring ? 1 : 0;
          pause();
        }
      }
      case HEARING -> {
        if (nowNs - lastLoudNs > REPLY_OVER_NS) {
          pause();
        }
      }
      case SPEAKING -> {}
    }
    if (state != State.SPEAKING) {
      return 0;
    }
    lastFrame = frame == phrase.frames() - 1;
    return phrase.firstFrame() + frame++;
  }

  private void pause() {
    state = State.PAUSING;
    slotsLeft = ThreadLocalRandom.current().nextInt(10, 40);
  }

  @Override
  public void onSent(long sentNs) {
    if (lastFrame) {
      lastFrame = false;
      endNs = sentNs;
      state = State.WAITING;
    }
  }

  @Override
  public void onAudio(ByteBuffer packet, int payloadAt, int samples, boolean loud, long arrivalNs) {
    if (!loud) {
      return;
    }
    lastLoudNs = arrivalNs;
    if (state == State.WAITING) {
      state = State.HEARING;
      if (measuring) {
        figures.voiceToVoiceMs.add((arrivalNs - endNs) / 1e6);
        figures.measured = figures.voiceToVoiceMs.count();
      }
    } else if (state == State.SPEAKING && measuring) {
      figures.early++;
    }
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
