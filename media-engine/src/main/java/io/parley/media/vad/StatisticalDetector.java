package io.parley.media.vad;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import java.util.Arrays;

/**
 * Takes for speech what is unlikely to be the line's own noise in the five bands where it is
 * unlikeliest (of sixteen between 200 and 3600 Hz), by the likelihood ratio of two Gaussian models
 * whose noise is followed by minimum statistics. Five bands, because a vowel fills few: averaged
 * over all it drowns in white noise. Needs nothing native. Fed frames of 20 ms.
 */
@HotPath
@OwnedBy("media-loop")
public final class StatisticalDetector implements VoiceDetector {
  private static final int BANDS = 16;
  private static final int BEST = 5;
  private static final int LOWEST_HZ = 200;
  private static final int BAND_HZ = 213;
  private static final float THRESHOLD = 2.5f;
  private static final float LARGEST_RATIO = 12;

  private static final int STRETCHES = 8;
  private static final int STRETCH_FRAMES = 12;
  private static final float SMOOTHING = 0.3f;
  private static final float BIAS = 1.5f;

  /** Power in a bin of white noise at -42 dBFS: the noise before two seconds were heard. */
  private static final float FIRST_NOISE = 6.5e6f;

  /** The same at -72 dBFS: below that nothing is told apart. */
  private static final float LEAST_NOISE = 6.5e3f;

  private final Spectrum spectrum;
  private final int firstBin;
  private final int binsABand;
  private final float[] smoothed = new float[BANDS];
  private final float[][] minima = new float[STRETCHES][BANDS];
  private final float[] ratios = new float[BANDS];
  private int stretch;
  private int frames;

  /** A detector for {@code rateHz} that has heard nothing yet. */
  public StatisticalDetector(int rateHz) {
    this(new Spectrum(), rateHz);
  }

  /** A detector on a spectrum that someone else feeds, to be asked with {@link #judge}. */
  StatisticalDetector(Spectrum spectrum, int rateHz) {
    this.spectrum = spectrum;
    firstBin = LOWEST_HZ * Spectrum.POINTS / rateHz + 1;
    binsABand = Math.max(1, Math.round((float) BAND_HZ * Spectrum.POINTS / rateHz));
    Arrays.fill(smoothed, FIRST_NOISE);
    for (float[] each : minima) {
      Arrays.fill(each, FIRST_NOISE);
    }
  }

  @Override
  public boolean isSpeech(short[] pcm, int offset, int length) {
    spectrum.add(pcm, offset, length);
    return judge();
  }

  /** Judges the latest frame of the spectrum. */
  boolean judge() {
    float[] power = spectrum.power();
    for (int band = 0; band < BANDS; band++) {
      float sum = 0;
      int first = firstBin + band * binsABand;
      for (int bin = first; bin < first + binsABand; bin++) {
        sum += power[bin];
      }
      ratios[band] = ratio(band, sum / binsABand);
    }
    if (++frames == STRETCH_FRAMES) {
      frames = 0;
      stretch = (stretch + 1) % STRETCHES;
      System.arraycopy(smoothed, 0, minima[stretch], 0, BANDS);
    }
    return sumOfBest() > THRESHOLD * BEST;
  }

  private float ratio(int band, float power) {
    float level = Math.max(power, LEAST_NOISE);
    smoothed[band] += SMOOTHING * (level - smoothed[band]);
    minima[stretch][band] = Math.min(minima[stretch][band], smoothed[band]);
    float least = minima[0][band];
    for (int i = 1; i < STRETCHES; i++) {
      least = Math.min(least, minima[i][band]);
    }
    float snr = level / (least * BIAS);
    return snr <= 1 ? 0 : Math.min(LARGEST_RATIO, snr - 1 - (float) Math.log(snr));
  }

  private float sumOfBest() {
    float sum = 0;
    for (int taken = 0; taken < BEST; taken++) {
      int best = 0;
      for (int band = 1; band < BANDS; band++) {
        best = ratios[band] > ratios[best] ? band : best;
      }
      sum += ratios[best];
      ratios[best] = -1;
    }
    return sum;
  }

  @Override
  public String name() {
    return "statistical";
  }
}
