package io.parley.media.vad;

import io.parley.kernel.own.HotPath;

/**
 * Knows the sounds of machines: one or two pure tones that stand still for 60 ms (dial, ring and
 * busy tones, beeps), and pairs of frequencies that are keys (DTMF, ITU-T Q.23). A voice glides.
 * Owned by one {@link SpeechEdges}; asked to judge frames that are loud enough to matter.
 */
@HotPath
final class ToneVeto {
  private static final float PURE = 0.95f;
  private static final float SECOND_COUNTS = 0.03f;
  private static final int PEAK_HALF_WIDTH = 3;
  private static final int STEADY_FRAMES = 3;
  private static final float STEADY_HZ = 6;
  private static final float STEADY_RATIO = 1.26f;
  private static final float KEY_TOLERANCE = 0.025f;
  private static final float KEY_TWIST = 10;
  private static final float[] KEY_LOW = {697, 770, 852, 941};
  private static final float[] KEY_HIGH = {1209, 1336, 1477, 1633};

  private final Spectrum spectrum;
  private final float binHz;

  private float firstHz;
  private float secondHz;
  private float firstPower;
  private float secondPower;
  private float lastFirstHz;
  private float lastSecondHz;
  private float lastPower;
  private int steadyRun;
  private boolean isKey;

  ToneVeto(Spectrum spectrum, int rateHz) {
    this.spectrum = spectrum;
    binHz = (float) rateHz / Spectrum.POINTS;
  }

  /** The latest frame is too faint to judge: nothing stands still any more. */
  void skip() {
    steadyRun = 0;
    isKey = false;
    lastPower = 0;
  }

  /** Judges the latest frame, with the one before it as far as the spectrum reaches. */
  void judge() {
    float[] power = spectrum.power();
    float total = 1;
    for (float bin : power) {
      total += bin;
    }
    findPeaks(power);
    isKey = false;
    if (firstPower + secondPower < PURE * total) {
      steadyRun = 0;
      lastPower = 0;
      return;
    }
    boolean single = secondPower < SECOND_COUNTS * total;
    if (!single) {
      orderByFrequency();
      isKey = isKeyPair();
    } else {
      secondHz = 0;
    }
    steadyRun = isAsBefore(total) ? steadyRun + 1 : 1;
    lastFirstHz = firstHz;
    lastSecondHz = secondHz;
    lastPower = total;
  }

  private boolean isAsBefore(float total) {
    return lastPower > 0
        && Math.abs(firstHz - lastFirstHz) < STEADY_HZ
        && Math.abs(secondHz - lastSecondHz) < STEADY_HZ
        && total < lastPower * STEADY_RATIO
        && lastPower < total * STEADY_RATIO;
  }

  private void findPeaks(float[] power) {
    int first = strongest(power, -Spectrum.POINTS);
    firstPower = around(power, first);
    firstHz = interpolated(power, first);
    int second = strongest(power, first);
    secondPower = around(power, second) - overlap(power, first, second);
    secondHz = interpolated(power, second);
  }

  private static int strongest(float[] power, int except) {
    int best = 1;
    float most = -1;
    for (int bin = 1; bin < power.length - 1; bin++) {
      if (power[bin] > most && Math.abs(bin - except) > PEAK_HALF_WIDTH) {
        most = power[bin];
        best = bin;
      }
    }
    return best;
  }

  private static float around(float[] power, int peak) {
    float sum = 0;
    int last = Math.min(power.length - 1, peak + PEAK_HALF_WIDTH);
    for (int bin = Math.max(0, peak - PEAK_HALF_WIDTH); bin <= last; bin++) {
      sum += power[bin];
    }
    return sum;
  }

  private static float overlap(float[] power, int first, int second) {
    int from = Math.max(0, Math.max(first, second) - PEAK_HALF_WIDTH);
    int to = Math.min(power.length - 1, Math.min(first, second) + PEAK_HALF_WIDTH);
    float sum = 0;
    for (int bin = from; bin <= to; bin++) {
      sum += power[bin];
    }
    return sum;
  }

  /** Where between the bins a peak is, by a parabola through its logarithms. */
  private float interpolated(float[] power, int bin) {
    double left = Math.log(power[bin - 1] + 1);
    double middle = Math.log(power[bin] + 1);
    double right = Math.log(power[bin + 1] + 1);
    double curve = left - 2 * middle + right;
    double shift = curve < 0 ? 0.5 * (left - right) / curve : 0;
    return (float) ((bin + Math.clamp(shift, -0.5, 0.5)) * binHz);
  }

  private void orderByFrequency() {
    if (firstHz > secondHz) {
      float hz = firstHz;
      firstHz = secondHz;
      secondHz = hz;
      float power = firstPower;
      firstPower = secondPower;
      secondPower = power;
    }
  }

  private boolean isKeyPair() {
    return firstPower < secondPower * KEY_TWIST
        && secondPower < firstPower * KEY_TWIST
        && isNearOne(KEY_LOW, firstHz)
        && isNearOne(KEY_HIGH, secondHz);
  }

  private static boolean isNearOne(float[] frequencies, float hz) {
    for (float each : frequencies) {
      if (Math.abs(hz - each) < each * KEY_TOLERANCE) {
        return true;
      }
    }
    return false;
  }

  /** For how many frames up to the last one the same tones have stood still, when long enough. */
  int steadyFrames() {
    return steadyRun >= STEADY_FRAMES ? steadyRun : 0;
  }

  /** Whether the last frame was the sound of a key. */
  boolean isKey() {
    return isKey;
  }
}
