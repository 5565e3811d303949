package io.parley.kernel.audio;

import java.util.Arrays;

/**
 * Converts a stream of PCM between two rates with a windowed-sinc low-pass (Kaiser, 60 dB), keeping
 * its state between blocks. Owned by whoever converts the stream; one instance per stream.
 */
public final class Resampler {
  private static final int ZERO_CROSSINGS = 16;
  private static final double KAISER_BETA = 6.0;

  private final int up;
  private final int down;
  private final int taps;
  private final float[][] phases;
  private final float[] history;
  private int phase;
  private int skip;

  /** A converter from {@code fromHz} to {@code toHz}. */
  public Resampler(int fromHz, int toHz) {
    int divisor = gcd(fromHz, toHz);
    up = toHz / divisor;
    down = fromHz / divisor;
    double cutoff = Math.min(1.0, (double) toHz / fromHz) * 0.94;
    int half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
    taps = 2 * half;
    phases = new float[up][taps];
    for (int p = 0; p < up; p++) {
      fillPhase(phases[p], half, (double) p / up, cutoff);
    }
    history = new float[taps];
  }

  private static void fillPhase(float[] phase, int half, double offset, double cutoff) {
    double sum = 0;
    for (int i = 0; i < phase.length; i++) {
      double t = i - half + 1 - offset;
      double window = kaiser(t / half);
      double x = Math.PI * t * cutoff;
      double value = cutoff * (Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x) * window;
      phase[i] = (float) value;
      sum += value;
    }
    for (int i = 0; i < phase.length; i++) {
      phase[i] /= (float) sum;
    }
  }

  private static double kaiser(double position) {
    if (Math.abs(position) >= 1) {
      return 0;
    }
    return bessel(KAISER_BETA * Math.sqrt(1 - position * position)) / bessel(KAISER_BETA);
  }

  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 32; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /**
   * The next block at the new rate; the filter delays the stream by 18 samples of the lower rate.
   */
  public short[] convert(short[] block) {
    if (up == down) {
      return block.clone();
    }
    short[] out = new short[(int) ((long) block.length * up / down) + 2];
    int length = 0;
    for (short sample : block) {
      System.arraycopy(history, 1, history, 0, taps - 1);
      history[taps - 1] = sample;
      if (skip > 0) {
        skip--;
        continue;
      }
      while (phase < up) {
        out[length++] = filtered(phases[phase]);
        phase += down;
      }
      skip = phase / up - 1;
      phase %= up;
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  private short filtered(float[] coefficients) {
    float sum = 0;
    for (int i = 0; i < taps; i++) {
      sum += history[i] * coefficients[i];
    }
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
  }

  /** {@code pcm} as a whole at another rate, not shifted in time. */
  public static Pcm convert(Pcm pcm, int toHz) {
    if (pcm.rateHz() == toHz) {
      return pcm;
    }
    Resampler resampler = new Resampler(pcm.rateHz(), toHz);
    // The filter looks half its length ahead: with that much of the clip in it before the first
    // sample is asked for, and as much silence after the end, nothing is shifted in time.
    int ahead = resampler.taps / 2;
    short[] padded = Arrays.copyOf(pcm.samples(), pcm.length() + ahead);
    for (int i = 0; i < ahead; i++) {
      resampler.history[ahead + i] = padded[i];
    }
    return new Pcm(resampler.convert(Arrays.copyOfRange(padded, ahead, padded.length)), toHz);
  }
}
