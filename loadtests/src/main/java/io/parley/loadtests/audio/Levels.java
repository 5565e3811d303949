package io.parley.loadtests.audio;

/**
 * Levels of 16-bit audio. Any thread.
 *
 * <p>dBFS here is 20·log10(rms / 32768), as in dBov: a full-scale square wave is 0, a full-scale
 * sine −3.01. 0 dBm0 of G.711 is −6.15 dBFS (µ-law, whose full-scale sine is +3.17 dBm0).
 */
public final class Levels {
  /** Below this a frame counts as silent. */
  public static final double SILENT_DBFS = -50;

  /** What is added to a level in dBm0 to get dBFS. */
  public static final double DBM0_TO_DBFS = -3.01 - 3.17;

  private Levels() {}

  public static double dbfs(short[] pcm, int from, int length) {
    double sum = 0;
    for (int at = from; at < from + length; at++) {
      sum += (double) pcm[at] * pcm[at];
    }
    return ofSum(sum, length);
  }

  /** The level of {@code count} samples whose squares add up to {@code sumOfSquares}. */
  public static double ofSum(double sumOfSquares, int count) {
    return 10 * Math.log10(Math.max(sumOfSquares / count, 1e-3) / (32_768.0 * 32_768.0));
  }

  /** The sum of squares at which {@code count} samples have the level {@code dbfs}. */
  public static long sumAt(double dbfs, int count) {
    return Math.round(Math.pow(10, dbfs / 10) * 32_768.0 * 32_768.0 * count);
  }

  /**
   * The audio with its active speech level (mean power of the 20 ms frames that are less than 20 dB
   * below the loudest) brought to {@code dbm0}; clipped where that takes it beyond full scale.
   */
  public static short[] atLevel(short[] pcm, double dbm0) {
    int frame = 160;
    double loudest = 0;
    for (int from = 0; from + frame <= pcm.length; from += frame) {
      loudest = Math.max(loudest, power(pcm, from, frame));
    }
    double sum = 0;
    int active = 0;
    for (int from = 0; from + frame <= pcm.length; from += frame) {
      double power = power(pcm, from, frame);
      if (power > loudest / 100) {
        sum += power;
        active++;
      }
    }
    if (active == 0 || sum == 0) {
      return pcm.clone();
    }
    double wanted = Math.pow(10, (dbm0 + DBM0_TO_DBFS) / 10) * 32_768.0 * 32_768.0;
    double gain = Math.sqrt(wanted / (sum / active));
    short[] out = new short[pcm.length];
    for (int at = 0; at < pcm.length; at++) {
      out[at] = (short) Math.clamp(Math.round(pcm[at] * gain), -32_768, 32_767);
    }
    return out;
  }

  private static double power(short[] pcm, int from, int length) {
    double sum = 0;
    for (int at = from; at < from + length; at++) {
      sum += (double) pcm[at] * pcm[at];
    }
    return sum / length;
  }
}
