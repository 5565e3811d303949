package io.parley.agent.speech;

import io.parley.kernel.audio.Pcm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a recording into stretches of speech by its level: enough for files, where the whole is
 * known. Pure function; a live call is cut by the media engine's voice activity detection.
 */
final class Utterances {
  private static final int FRAME_MS = 20;
  private static final int PRE_ROLL_FRAMES = 12;
  private static final int HANG_OVER_FRAMES = 30;
  private static final int MIN_SPEECH_FRAMES = 4;
  private static final double BELOW_LOUDEST_DB = 32;
  private static final double ABOVE_FLOOR_DB = 8;
  private static final double MIN_RANGE_DB = 12;
  private static final double SILENCE_DB = -60;

  private Utterances() {}

  /** A stretch in samples, {@code to} exclusive. */
  record Span(int from, int to) {}

  /** The stretches of {@code audio}, in order, each with some silence before and after. */
  static List<Span> of(Pcm audio) {
    int frame = audio.rateHz() / 1000 * FRAME_MS;
    double[] levels = levels(audio.samples(), frame);
    if (levels.length == 0) {
      return List.of();
    }
    double threshold = threshold(levels);
    List<Span> spans = new ArrayList<>();
    int first = -1;
    int last = -1;
    int speaking = 0;
    for (int i = 0; i <= levels.length; i++) {
      boolean speech = i < levels.length && levels[i] > threshold;
      if (speech) {
        first = first < 0 ? i : first;
        last = i;
        speaking++;
      }
      if (first >= 0 && (i == levels.length || i - last > HANG_OVER_FRAMES)) {
        if (speaking >= MIN_SPEECH_FRAMES) {
          spans.add(span(first, last, frame, audio.length()));
        }
        first = -1;
        speaking = 0;
      }
    }
    return spans;
  }

  private static double threshold(double[] levels) {
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double loudest = sorted[Math.max(0, sorted.length - 3)];
    double floor = sorted[sorted.length / 10];
    double overNoise = Math.min(floor + ABOVE_FLOOR_DB, loudest - MIN_RANGE_DB);
    return Math.max(SILENCE_DB, Math.max(loudest - BELOW_LOUDEST_DB, overNoise));
  }

  private static Span span(int first, int last, int frame, int length) {
    return new Span(
        Math.max(0, (first - PRE_ROLL_FRAMES) * frame),
        Math.min(length, (last + PRE_ROLL_FRAMES) * frame));
  }

  private static double[] levels(short[] samples, int frame) {
    double[] levels = new double[samples.length / frame];
    for (int i = 0; i < levels.length; i++) {
      double sum = 0;
      for (int j = i * frame; j < (i + 1) * frame; j++) {
        sum += (double) samples[j] * samples[j];
      }
      levels[i] = 10 * Math.log10(sum / frame / (32767.0 * 32767.0) + 1e-12);
    }
    return levels;
  }
}
