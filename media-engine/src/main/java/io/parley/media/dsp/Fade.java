package io.parley.media.dsp;

import io.parley.kernel.own.HotPath;

/** Linear ramps over a stretch of samples, in place, so that cutting audio does not click. */
@HotPath
public final class Fade {
  private Fade() {}

  /** From silence to full. */
  public static void in(short[] pcm, int offset, int length) {
    ramp(pcm, offset, length, 0, 1);
  }

  /** From full to silence. */
  public static void out(short[] pcm, int offset, int length) {
    ramp(pcm, offset, length, 1, 0);
  }

  /** Gains from {@code from} towards {@code to}, which the sample after the stretch would have. */
  public static void ramp(short[] pcm, int offset, int length, float from, float to) {
    float step = length == 0 ? 0 : (to - from) / length;
    for (int i = 0; i < length; i++) {
      pcm[offset + i] = (short) Math.round(pcm[offset + i] * (from + step * i));
    }
  }
}
