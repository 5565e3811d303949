package io.parley.loadtests.audio;

/** Brings audio of any rate to 8 kHz through a windowed-sinc low-pass. Any thread. */
public final class Resampler {
  private static final int HALF_TAPS = 32;
  private static final double CUTOFF_HZ = 3_500;

  private Resampler() {}

  public static short[] to8k(short[] pcm, int rateHz) {
    if (rateHz == 8_000) {
      return pcm;
    }
    double step = rateHz / 8_000.0;
    double cutoff = Math.min(CUTOFF_HZ, rateHz * 0.45) / rateHz;
    int reach = (int) Math.ceil(HALF_TAPS * Math.max(1, step));
    short[] out = new short[(int) (pcm.length / step)];
    for (int at = 0; at < out.length; at++) {
      double centre = at * step;
      int from = Math.max(0, (int) Math.ceil(centre - reach));
      int to = Math.min(pcm.length - 1, (int) (centre + reach));
      double sum = 0;
      double weights = 0;
      for (int source = from; source <= to; source++) {
        double weight = tap(source - centre, cutoff, reach);
        sum += pcm[source] * weight;
        weights += weight;
      }
      out[at] = (short) Math.clamp(Math.round(weights == 0 ? 0 : sum / weights), -32_768, 32_767);
    }
    return out;
  }

  private static double tap(double distance, double cutoff, int reach) {
    double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / (reach + 1));
    double x = 2 * Math.PI * cutoff * distance;
    return window * (Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x);
  }
}
