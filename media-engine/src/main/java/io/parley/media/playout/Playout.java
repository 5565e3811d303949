package io.parley.media.playout;

import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.media.dsp.ComfortNoise;
import io.parley.media.dsp.Fade;

/**
 * Plays what the agent says, one utterance after the other, and comfort noise in between. Owned by
 * the leg's media loop.
 *
 * <p>A pause fades out over the next {@value #FADE_SAMPLES} samples without taking them, so that a
 * resumed utterance lacks nothing. It is a lease: without an order it ends by itself.
 */
@HotPath
@OwnedBy("media-loop")
public final class Playout implements Voice {
  /** For how long an utterance stays paused without an order, in nanoseconds. */
  public static final long PAUSE_LEASE_NS = 700_000_000;

  private static final int FADE_SAMPLES = 40;
  private static final int CUTS_KEPT = 16;
  private static final long NONE = 0;

  private final PlayoutQueue queue;
  private final PlayoutListener listener;
  private final PlayoutLedger ledger = new PlayoutLedger();
  private final ComfortNoise noise;
  private final int rateHz;
  private final long[] cuts = new long[CUTS_KEPT];
  private final short[] fading = new short[FADE_SAMPLES];
  private int fadingLength;
  private int nextCut;
  private long current = NONE;
  private long lastOver = NONE;
  private InterruptPolicy policy = InterruptPolicy.OPEN;
  private long heardSamples;
  private boolean paused;
  private long pausedAtNs;

  /** Plays {@code queue} at {@code rateHz}. */
  public Playout(PlayoutQueue queue, int rateHz, PlayoutListener listener, long noiseSeed) {
    this.queue = queue;
    this.rateHz = rateHz;
    this.listener = listener;
    this.noise = new ComfortNoise(noiseSeed);
  }

  @Override
  public void speak(short[] pcm, int length, long nowNs) {
    if (paused && nowNs - pausedAtNs >= PAUSE_LEASE_NS) {
      resume(current, true, nowNs);
    }
    int at = fadeOut(pcm, length);
    if (!paused) {
      at = play(pcm, at, length, nowNs);
    }
    if (at < length) {
      noise.fill(pcm, at, length - at);
    }
  }

  private int fadeOut(short[] pcm, int length) {
    int faded = Math.min(length, fadingLength);
    System.arraycopy(fading, 0, pcm, 0, faded);
    fadingLength = 0;
    return faded;
  }

  private int play(short[] pcm, int from, int length, long nowNs) {
    int at = from;
    while (at < length) {
      switch (queue.kind()) {
        case PlayoutQueue.BEGIN -> begin(nowNs);
        case PlayoutQueue.AUDIO -> at += playAudio(pcm, at, length - at, nowNs);
        case PlayoutQueue.END -> end(nowNs);
        default -> {
          return at;
        }
      }
    }
    if (queue.kind() == PlayoutQueue.END) {
      end(nowNs);
    }
    return at;
  }

  private void begin(long nowNs) {
    long utterance = queue.utterance();
    if (current != NONE) {
      finish(nowNs);
    }
    if (!isCut(utterance)) {
      current = utterance;
      policy = queue.policy();
      heardSamples = 0;
    }
    queue.pass();
  }

  private int playAudio(short[] pcm, int at, int length, long nowNs) {
    if (queue.utterance() != current) {
      queue.pass();
      return 0;
    }
    int taken = queue.take(pcm, at, length);
    if (taken > 0) {
      ledger.note(current, heardSamples, taken);
      if (heardSamples == 0) {
        listener.onAudible(current, nowNs);
      }
      heardSamples += taken;
    } else {
      queue.pass();
    }
    return taken;
  }

  private void end(long nowNs) {
    if (queue.utterance() == current) {
      finish(nowNs);
    }
    queue.pass();
  }

  private void finish(long nowNs) {
    long over = current;
    current = NONE;
    lastOver = Math.max(lastOver, over);
    listener.onFinished(over, heardMs(), nowNs);
  }

  @Override
  public void onSent(int sequence16, long nowNs) {
    ledger.onSent(sequence16, nowNs);
  }

  /** Whether the policy of what plays lets {@code speechMs} of speech pause it. */
  public boolean mayPause(long speechMs) {
    return isAudible()
        && policy.interruptible()
        && heardMs() >= policy.protectedStartMs()
        && speechMs >= policy.minSpeechMs();
  }

  /** Pauses what plays; the next packet already fades out. */
  public void pause(long nowNs) {
    if (current != NONE && !paused) {
      paused = true;
      pausedAtNs = nowNs;
      keepFade();
    }
  }

  private void keepFade() {
    fadingLength = queue.peek(current, fading, FADE_SAMPLES);
    Fade.out(fading, 0, fadingLength);
  }

  /** Plays a paused utterance on from where it stopped; without effect on any other. */
  public void resume(long utterance, boolean byLease, long nowNs) {
    if (paused && utterance == current) {
      paused = false;
      fadingLength = 0;
      listener.onResumed(utterance, byLease, nowNs);
    }
  }

  /** Drops what is left of an utterance, whether it plays, waits or is still to come. */
  public void abandon(long utterance, long nowNs) {
    if (utterance <= lastOver || isCut(utterance)) {
      return;
    }
    cuts[nextCut] = utterance;
    nextCut = (nextCut + 1) % CUTS_KEPT;
    if (utterance == current) {
      if (!paused) {
        keepFade();
      }
      paused = false;
      current = NONE;
      listener.onCut(utterance, heardMs(), nowNs);
    } else {
      listener.onCut(utterance, 0, nowNs);
    }
    while (queue.kind() != PlayoutQueue.NOTHING && queue.utterance() == utterance) {
      queue.pass();
    }
  }

  private boolean isCut(long utterance) {
    for (long cut : cuts) {
      if (cut == utterance) {
        return true;
      }
    }
    return false;
  }

  /** Whether the caller hears an utterance now. */
  public boolean isAudible() {
    return current != NONE && heardSamples > 0 && !paused;
  }

  /** The utterance that plays or is paused, or 0. */
  public long current() {
    return current;
  }

  /** How much of it was sent, in milliseconds. */
  public long heardMs() {
    return heardSamples * 1000 / rateHz;
  }

  /** What went out when. */
  public PlayoutLedger ledger() {
    return ledger;
  }
}
