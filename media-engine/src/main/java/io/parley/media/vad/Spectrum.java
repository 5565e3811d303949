package io.parley.media.vad;

import io.parley.kernel.own.HotPath;
import java.util.Arrays;

/**
 * The power spectrum of a frame: Hann window over 256 points, radix-2 FFT. Owned by one detector.
 */
@HotPath
final class Spectrum {
  static final int POINTS = 256;
  static final int BINS = POINTS / 2 + 1;

  private static final int STAGES = 8;
  private static final float[] COS = new float[POINTS / 2];
  private static final float[] SIN = new float[POINTS / 2];
  private static final float[] HANN = new float[POINTS];
  private static final int[] REVERSED = new int[POINTS];

  static {
    for (int i = 0; i < POINTS / 2; i++) {
      COS[i] = (float) Math.cos(2 * Math.PI * i / POINTS);
      SIN[i] = (float) -Math.sin(2 * Math.PI * i / POINTS);
    }
    for (int i = 0; i < POINTS; i++) {
      HANN[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / POINTS));
      REVERSED[i] = Integer.reverse(i) >>> (32 - STAGES);
    }
  }

  private final float[] real = new float[POINTS];
  private final float[] imaginary = new float[POINTS];
  private final float[] power = new float[BINS];
  private final short[] recent = new short[POINTS];
  private boolean current;

  /** Takes the next samples. */
  void add(short[] pcm, int offset, int length) {
    int taken = Math.min(length, POINTS);
    System.arraycopy(recent, taken, recent, 0, POINTS - taken);
    System.arraycopy(pcm, offset + length - taken, recent, POINTS - taken, taken);
    current = false;
  }

  /** The latest samples, the newest last; to be read only. */
  short[] recent() {
    return recent;
  }

  /** Power in each of {@link #BINS}; to be read only, overwritten after the next samples. */
  float[] power() {
    if (!current) {
      current = true;
      for (int i = 0; i < POINTS; i++) {
        real[REVERSED[i]] = recent[i] * HANN[i];
      }
      Arrays.fill(imaginary, 0);
      transform();
      for (int bin = 0; bin < BINS; bin++) {
        power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
      }
    }
    return power;
  }

  private void transform() {
    for (int half = 1; half < POINTS; half <<= 1) {
      int turn = POINTS / (2 * half);
      for (int start = 0; start < POINTS; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          butterfly(start + k, start + k + half, k * turn);
        }
      }
    }
  }

  private void butterfly(int upper, int lower, int angle) {
    float re = real[lower] * COS[angle] - imaginary[lower] * SIN[angle];
    float im = real[lower] * SIN[angle] + imaginary[lower] * COS[angle];
    real[lower] = real[upper] - re;
    imaginary[lower] = imaginary[upper] - im;
    real[upper] += re;
    imaginary[upper] += im;
  }
}
