package io.parley.media.dsp;

import io.parley.kernel.own.HotPath;

/**
 * How loud a frame is: its root mean square against a square wave of full scale, in dBFS (a full
 * sine is -3; 0 dBm0 is -6.2). Stateless.
 */
@HotPath
public final class Level {
  /** What digital silence is said to be, in dBFS. */
  public static final double SILENCE_DBFS = -100;

  private static final double FULL_SCALE_POWER = 32768.0 * 32768.0;

  private Level() {}

  /** The level of {@code length} samples, at least {@link #SILENCE_DBFS}. */
  public static double dbfs(short[] pcm, int offset, int length) {
    long sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += (long) pcm[i] * pcm[i];
    }
    if (sum == 0 || length == 0) {
      return SILENCE_DBFS;
    }
    return Math.max(SILENCE_DBFS, 10 * Math.log10(sum / ((double) length * FULL_SCALE_POWER)));
  }
}
