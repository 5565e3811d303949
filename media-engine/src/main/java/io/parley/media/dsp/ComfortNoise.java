package io.parley.media.dsp;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * The faint noise (-72 dBFS) a caller hears while nobody speaks, so that the line does not seem
 * dead. Deterministic for one seed. One instance per stream.
 */
@HotPath
@OwnedBy("media-loop")
public final class ComfortNoise {
  /** Root mean square of the noise, in dBFS. */
  public static final double LEVEL_DBFS = -72;

  // The mean of two uniform numbers in [-1, 1) has a root mean square of 1/sqrt(6).
  private static final float SCALE =
      (float) (32768 * Math.pow(10, LEVEL_DBFS / 20) * Math.sqrt(6) / 2);
  private static final float UNIT = 1f / 32768;

  private long state;

  /** A source of noise; equal seeds make equal noise. */
  public ComfortNoise(long seed) {
    state = seed * 0x9E3779B97F4A7C15L | 1;
  }

  /** Overwrites {@code length} samples with noise. */
  public void fill(short[] pcm, int offset, int length) {
    long x = state;
    for (int i = offset; i < offset + length; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
      float sum = (short) x * UNIT + (short) (x >> 16) * UNIT;
      pcm[i] = (short) Math.round(sum * SCALE);
    }
    state = x;
  }
}
