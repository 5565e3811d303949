package io.parley.loadtests.load;

import io.parley.loadtests.rtp.G711;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays what one caller heard of the monologue over what an undisturbed caller heard of it, sample
 * by sample, and finds where the two part and meet again. For one thread.
 */
final class Alignment {
  private static final int WINDOW = 400;
  private static final int STEP = 80;
  private static final int BACK = 8_000;
  private static final int AHEAD = 24_000;
  private static final int LONGEST_FADE = 1_600;
  private static final int AUDIBLE = 100;
  private static final int BLOCK = 10;
  private static final double LEAST_OF_A_FADE = 20;
  private static final double LIKENESS = 0.7;
  private static final int OTHER_SPEECH = 3_200;
  private static final int LONGEST_GAP = 20 * 8_000;

  /**
   * A stretch that is not the undisturbed monologue.
   *
   * @param from first sample that differs, in what was heard
   * @param to first sample that agrees again, fade-in included; −1 when it never does
   * @param lost samples of the monologue that were not heard, not even faded
   * @param repeated samples of it that were heard twice
   * @param audible samples in between that are no part of either fade
   */
  record Gap(int from, int to, int lost, int repeated, int audible) {
    /** Whether something else was said instead, or nothing more. */
    boolean isAbandoned() {
      return to < 0 || audible > OTHER_SPEECH;
    }
  }

  private final byte[] reference;
  private final byte[] heard;
  private final List<Gap> gaps = new ArrayList<>();
  private int matched;

  Alignment(byte[] reference, byte[] heard) {
    this.reference = reference;
    this.heard = heard;
    int start = firstAudible(heard);
    int[] met = start < 0 ? null : meet(start, 0, AHEAD);
    if (met != null) {
      walk(met[0], met[1]);
    }
  }

  private static int firstAudible(byte[] codes) {
    for (int at = 0; at < codes.length; at++) {
      if (Math.abs(G711.PCMU.decode(codes[at])) > AUDIBLE) {
        return at;
      }
    }
    return -1;
  }

  /** Follows both from a common point, noting each gap, until one of them ends. */
  private void walk(int fromHeard, int fromReference) {
    int t = fromHeard;
    int r = fromReference;
    while (t < heard.length && r < reference.length) {
      if (heard[t] == reference[r]) {
        t++;
        r++;
        matched++;
        continue;
      }
      if (heard.length - t < 2 * WINDOW || reference.length - r < 2 * WINDOW) {
        return;
      }
      int[] met = meet(t, Math.max(0, r - BACK), r + AHEAD);
      gaps.add(gap(t, r, met));
      if (met == null) {
        return;
      }
      t = met[0];
      r = met[1];
    }
  }

  /** Where both agree again for 50 ms of sound: {heard, reference}; null when they do not. */
  private int @org.jspecify.annotations.Nullable [] meet(int from, int rFrom, int rTo) {
    int last = Math.min(heard.length - WINDOW, from + LONGEST_GAP);
    for (int t = from; t <= last; t += STEP) {
      int r = isSound(t) ? find(t, rFrom, Math.min(rTo, reference.length - WINDOW)) : -1;
      if (r >= 0) {
        while (t > from && r > 0 && heard[t - 1] == reference[r - 1]) {
          t--;
          r--;
        }
        return new int[] {t, r};
      }
    }
    return null;
  }

  private boolean isSound(int from) {
    int audible = 0;
    for (int at = from; at < from + WINDOW; at++) {
      audible += Math.abs(G711.PCMU.decode(heard[at])) > AUDIBLE ? 1 : 0;
    }
    return audible > WINDOW / 2;
  }

  private int find(int t, int rFrom, int rTo) {
    for (int r = rFrom; r <= rTo; r++) {
      if (java.util.Arrays.equals(heard, t, t + WINDOW, reference, r, r + WINDOW)) {
        return r;
      }
    }
    return -1;
  }

  private Gap gap(int t, int r, int @org.jspecify.annotations.Nullable [] met) {
    int out = fade(t, r, 1);
    if (met == null) {
      return new Gap(t, -1, 0, 0, audible(t + out, heard.length));
    }
    int in = Math.min(fade(met[0] - 1, met[1] - 1, -1), met[0] - t - out);
    int jump = met[1] - in - (r + out);
    int audible = audible(t + out, met[0] - in);
    return new Gap(t, met[0] - in, Math.max(0, jump), Math.max(0, -jump), audible);
  }

  /**
   * How many samples from here, in steps of {@code step}, are the reference made softer: blocks
   * that sound, that are not louder, and that run with it. Comfort noise does not.
   */
  private int fade(int t, int r, int step) {
    int length = 0;
    while (length < LONGEST_FADE && isSofter(t + length * step, r + length * step, step)) {
      length += BLOCK;
    }
    return length;
  }

  private boolean isSofter(int t, int r, int step) {
    int lastHeard = t + (BLOCK - 1) * step;
    int lastReference = r + (BLOCK - 1) * step;
    boolean inside =
        Math.min(Math.min(t, lastHeard), Math.min(r, lastReference)) >= 0
            && Math.max(t, lastHeard) < heard.length
            && Math.max(r, lastReference) < reference.length;
    if (!inside) {
      return false;
    }
    double soft = 0;
    double full = 0;
    double both = 0;
    for (int n = 0; n < BLOCK; n++) {
      double x = G711.PCMU.decode(heard[t + n * step]);
      double y = G711.PCMU.decode(reference[r + n * step]);
      soft += x * x;
      full += y * y;
      both += x * y;
    }
    boolean sounds = soft > BLOCK * LEAST_OF_A_FADE * LEAST_OF_A_FADE;
    return sounds && soft <= 1.1 * full && both > LIKENESS * Math.sqrt(soft * full);
  }

  private int audible(int from, int to) {
    int count = 0;
    for (int at = from; at < to; at++) {
      count += Math.abs(G711.PCMU.decode(heard[at])) > AUDIBLE ? 1 : 0;
    }
    return count;
  }

  List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /** How many samples agree. */
  int matched() {
    return matched;
  }
}
