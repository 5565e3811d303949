package io.parley.media.vad;

import io.parley.kernel.own.HotPath;

/**
 * Whether vocal cords swing: how well the latest samples of a stream repeat themselves after one
 * pitch period (70 to 400 Hz), as a normalised autocorrelation. Breath, clicks and the noise of a
 * room do not repeat. Works on every second sample. Owned by one {@link SpeechEdges}.
 */
@HotPath
final class Voicing {
  private static final float PERIODIC = 0.55f;
  private static final int LOWEST_HZ = 70;
  private static final int HIGHEST_HZ = 400;

  private final float[] half = new float[Spectrum.POINTS / 2];
  private final int shortest;
  private final int longest;

  Voicing(int rateHz) {
    shortest = rateHz / 2 / HIGHEST_HZ;
    longest = Math.min(rateHz / 2 / LOWEST_HZ, half.length / 2);
  }

  /** Judges the newest 256 samples. */
  boolean isPeriodic(short[] recent) {
    for (int i = 0; i < half.length; i++) {
      half[i] = recent[2 * i] + recent[2 * i + 1];
    }
    int from = longest;
    float power = 1;
    for (int i = from; i < half.length; i++) {
      power += half[i] * half[i];
    }
    for (int lag = shortest; lag <= longest; lag++) {
      if (repeatsAfter(lag, from, power)) {
        return true;
      }
    }
    return false;
  }

  private boolean repeatsAfter(int lag, int from, float power) {
    float product = 0;
    float before = 1;
    for (int i = from; i < half.length; i++) {
      product += half[i] * half[i - lag];
      before += half[i - lag] * half[i - lag];
    }
    return product > 0 && product * product > PERIODIC * PERIODIC * power * before;
  }
}
