package io.parley.agent.provider.scripted;

import java.util.Arrays;

/**
 * A voice that says nothing: harmonics of a changing pitch through three formants, a syllable at a
 * time, the length and vowel of each taken from its letters. Audible from the first sample, at −20
 * dBFS, without a gap; the same word always gives the same samples.
 */
final class ScriptedVoice {
  private static final double LEVEL = 0.1 * 32768;
  private static final double DIP = 0.35;
  private static final double[][] VOWELS = {
    {730, 1090, 2440},
    {530, 1840, 2480},
    {270, 2290, 3010},
    {570, 840, 2410},
    {300, 870, 2240},
    {490, 1350, 1690}
  };
  private static final double[] BANDWIDTHS = {90, 110, 160};
  private static final int LETTERS_PER_SYLLABLE = 3;
  private static final int SYLLABLE_MS = 150;

  private ScriptedVoice() {}

  /** One word as sound. */
  static short[] word(String word, int rateHz) {
    short[] samples = new short[0];
    for (int at = 0; at < Math.max(1, word.length()); at += LETTERS_PER_SYLLABLE) {
      String letters = word.substring(at, Math.min(word.length(), at + LETTERS_PER_SYLLABLE));
      double[] syllable = syllable(letters, at, rateHz);
      int before = samples.length;
      samples = Arrays.copyOf(samples, before + syllable.length);
      for (int i = 0; i < syllable.length; i++) {
        samples[before + i] = (short) Math.clamp(Math.round(syllable[i]), -32768, 32767);
      }
    }
    return samples;
  }

  private static double[] syllable(String letters, int position, int rateHz) {
    int seed = Math.floorMod(letters.toLowerCase(java.util.Locale.ROOT).hashCode(), 1 << 16);
    int length = rateHz * (SYLLABLE_MS - 20 + seed % 60) / 1000;
    double[] formants = VOWELS[seed % VOWELS.length];
    double pitchHz = 105 + seed % 23 + 12 * Math.sin(position * 0.9);
    double[] out = new double[length];
    for (int harmonic = 1; harmonic * pitchHz < 0.45 * rateHz; harmonic++) {
      double hz = harmonic * pitchHz;
      double gain = gain(hz, formants) / Math.sqrt(harmonic);
      double phase = harmonic * harmonic * 0.7;
      double step = 2 * Math.PI * hz / rateHz;
      for (int i = 0; i < length; i++) {
        out[i] += gain * Math.sin(phase + step * i);
      }
    }
    shape(out);
    return out;
  }

  private static double gain(double hz, double[] formants) {
    double gain = 0.02;
    for (int f = 0; f < formants.length; f++) {
      double away = (hz - formants[f]) / BANDWIDTHS[f];
      gain += 1 / (1 + away * away) / (f + 1);
    }
    return gain;
  }

  /** Levels the syllable and bows it down to its ends, which stay audible. */
  private static void shape(double[] samples) {
    double energy = Arrays.stream(samples).map(x -> x * x).sum();
    double level = LEVEL * 1.15 / Math.max(1e-9, Math.sqrt(energy / samples.length));
    for (int i = 0; i < samples.length; i++) {
      double arc = Math.sin(Math.PI * (i + 0.5) / samples.length);
      samples[i] *= level * (DIP + (1 - DIP) * Math.sqrt(arc));
    }
  }
}
