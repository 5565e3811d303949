package io.parley.agent.speak.spoken;

import io.parley.kernel.audio.Pcm;
import java.util.Arrays;

/** Levels of synthesized speech. Pure functions. */
public final class Loudness {
  private static final double PEAK = 32767 * Math.pow(10, -7.0 / 20);
  private static final double SILENCE_OF_PEAK = 0.02;
  private static final int LEAD_MS = 30;
  private static final int TAIL_MS = 120;

  private Loudness() {}

  /**
   * {@code speech} with its peak at −7 dBFS, at most 30 ms of silence before it and 120 ms after:
   * engines pad more, and a caller hears padding as hesitation.
   */
  public static Pcm even(Pcm speech) {
    short[] samples = speech.samples();
    int peak = 0;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    if (peak < 32) {
      return speech;
    }
    int threshold = (int) Math.max(32, peak * SILENCE_OF_PEAK);
    int first = 0;
    while (Math.abs(samples[first]) < threshold) {
      first++;
    }
    int last = samples.length - 1;
    while (Math.abs(samples[last]) < threshold) {
      last--;
    }
    int from = Math.max(0, first - LEAD_MS * speech.rateHz() / 1000);
    int to = Math.min(samples.length, last + 1 + TAIL_MS * speech.rateHz() / 1000);
    short[] out = Arrays.copyOfRange(samples, from, to);
    double gain = PEAK / peak;
    for (int i = 0; i < out.length; i++) {
      out[i] = (short) Math.round(out[i] * gain);
    }
    return new Pcm(out, speech.rateHz());
  }
}
