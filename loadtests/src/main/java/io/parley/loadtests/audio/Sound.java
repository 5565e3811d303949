package io.parley.loadtests.audio;

/**
 * One channel of 16-bit samples, seen as 20 ms frames once it is at 8 kHz. Immutable by agreement:
 * the array is handed over and not copied.
 */
public final class Sound {
  private static final int FRAME = 160;

  private final short[] pcm;
  private final int rateHz;

  public Sound(short[] pcm, int rateHz) {
    this.pcm = pcm;
    this.rateHz = rateHz;
  }

  public short[] pcm() {
    return pcm;
  }

  public int rateHz() {
    return rateHz;
  }

  /** The same sound at 8 kHz. */
  public Sound at8k() {
    return rateHz == 8_000 ? this : new Sound(Resampler.to8k(pcm, rateHz), 8_000);
  }

  /** How many frames of 160 samples it fills, the last perhaps in part. */
  public int frames() {
    return (pcm.length + FRAME - 1) / FRAME;
  }

  /** Copies frame {@code index} to {@code out}, padded with silence. */
  public void frame(int index, short[] out) {
    java.util.Arrays.fill(out, (short) 0);
    int from = index * FRAME;
    System.arraycopy(pcm, from, out, 0, Math.min(FRAME, pcm.length - from));
  }

  /** The first frame above −50 dBFS; 0 when there is none. */
  public int firstLoudFrame() {
    for (int index = 0; index < frames(); index++) {
      if (isLoud(index)) {
        return index;
      }
    }
    return 0;
  }

  /** The last frame above −50 dBFS; the last of all when there is none. */
  public int lastLoudFrame() {
    for (int index = frames() - 1; index >= 0; index--) {
      if (isLoud(index)) {
        return index;
      }
    }
    return Math.max(0, frames() - 1);
  }

  /** Whether any frame is above −50 dBFS. */
  public boolean isAudible() {
    return frames() > 0 && isLoud(lastLoudFrame());
  }

  private boolean isLoud(int index) {
    int from = index * FRAME;
    return Levels.dbfs(pcm, from, Math.min(FRAME, pcm.length - from)) > Levels.SILENT_DBFS;
  }
}
