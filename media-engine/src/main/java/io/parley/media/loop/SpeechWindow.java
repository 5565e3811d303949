package io.parley.media.loop;

import io.parley.kernel.audio.AudioFormat;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.link.EdgeFact.CallerAudio;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a caller says into pieces for a transcriber: while nobody speaks the last 400 ms are
 * kept, of which the start of speech takes up to 100 ms to be confirmed; from then on every 60 ms
 * are handed out, until the end. Owned by the fan-out thread.
 */
final class SpeechWindow {
  private static final int RATE_HZ = AudioFormat.NARROWBAND.rateHz();
  private static final int KEPT_SAMPLES = RATE_HZ * 400 / 1000;
  private static final int PIECE_SAMPLES = RATE_HZ * 60 / 1000;

  private final short[] kept = new short[KEPT_SAMPLES];
  private int count;
  private long nextSample;
  private boolean open;

  /** Takes one frame; answers a piece when one is complete. */
  @Nullable CallerAudio add(long firstSample, short[] pcm, int length) {
    if (!open && firstSample != nextSample) {
      count = 0;
    }
    CallerAudio piece = open && firstSample != nextSample ? take() : null;
    int excess = count + length - KEPT_SAMPLES;
    if (excess > 0) {
      System.arraycopy(kept, excess, kept, 0, count - excess);
      count -= excess;
    }
    System.arraycopy(pcm, 0, kept, count, length);
    count += length;
    nextSample = firstSample + length;
    return open && count >= PIECE_SAMPLES ? take() : piece;
  }

  /** Speech has started; answers what came before, when there is any. */
  @Nullable CallerAudio open() {
    if (open) {
      return null;
    }
    open = true;
    return take();
  }

  /** Speech has ended; answers what was not handed out yet. */
  @Nullable CallerAudio close() {
    CallerAudio rest = open ? take() : null;
    open = false;
    return rest;
  }

  private @Nullable CallerAudio take() {
    if (count == 0) {
      return null;
    }
    short[] samples = new short[count];
    System.arraycopy(kept, 0, samples, 0, count);
    CallerAudio piece = new CallerAudio(nextSample - count, new Pcm(samples, RATE_HZ));
    count = 0;
    return piece;
  }
}
