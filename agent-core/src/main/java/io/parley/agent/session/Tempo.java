package io.parley.agent.session;

import io.parley.kernel.audio.Pcm;

/**
 * Makes speech faster or slower and keeps its pitch: overlapping windows are laid at another
 * distance, each where it goes on best from the one before (waveform similarity overlap-add,
 * Verhelst and Roelands 1993). Pure.
 */
final class Tempo {
  private static final int WINDOW_MS = 30;
  private static final int SEARCH_MS = 8;

  private Tempo() {}

  /** {@code audio} at {@code speed} times its speed, from 0.5 to 2. */
  static Pcm of(Pcm audio, double speed) {
    int hop = audio.rateHz() * WINDOW_MS / 2_000;
    int window = 2 * hop;
    if (speed == 1 || audio.length() < 2 * window) {
      return audio;
    }
    short[] in = audio.samples();
    float[] out = new float[(int) Math.round(in.length / speed) + window];
    int search = audio.rateHz() * SEARCH_MS / 1_000;
    int from = 0;
    for (int at = 0; at + window <= out.length; at += hop) {
      int wanted = (int) Math.round(at * speed);
      if (wanted + window > in.length) {
        break;
      }
      from = at == 0 ? 0 : best(in, from + hop, wanted, search, window);
      add(out, at, in, from, window, at == 0 ? hop : 0);
    }
    return new Pcm(clipped(out, (int) Math.round(in.length / speed)), audio.rateHz());
  }

  /** Where near {@code wanted} the input is most like what follows at {@code next}. */
  private static int best(short[] in, int next, int wanted, int search, int window) {
    int compared = Math.min(window, in.length - next);
    int best = wanted;
    double most = Double.NEGATIVE_INFINITY;
    for (int from = Math.max(0, wanted - search);
        from <= Math.min(in.length - window, wanted + search);
        from++) {
      double likeness = likeness(in, from, next, compared);
      if (likeness > most) {
        most = likeness;
        best = from;
      }
    }
    return best;
  }

  private static double likeness(short[] in, int from, int next, int compared) {
    double product = 0;
    double energy = 1;
    for (int i = 0; i < compared; i += 2) {
      product += (double) in[from + i] * in[next + i];
      energy += (double) in[from + i] * in[from + i];
    }
    return product / Math.sqrt(energy);
  }

  /** Adds a window, whose first {@code whole} samples are not faded in. */
  private static void add(float[] out, int at, short[] in, int from, int window, int whole) {
    for (int i = 0; i < window; i++) {
      double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window);
      out[at + i] += (float) (in[from + i] * (i < whole ? 1 : weight));
    }
  }

  private static short[] clipped(float[] out, int length) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(out[i])));
    }
    return samples;
  }
}
