package io.parley.media.jitter;

import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;

/**
 * Fills gaps with what was heard before them: the last period of the voice (or 10 ms, when it has
 * none) is repeated and faded to silence within 60 ms; the audio after a gap is blended in over 5
 * ms. Audio without a gap passes unchanged. One instance per stream.
 */
@HotPath
@OwnedBy("media-loop")
public final class Concealment {
  private static final int FADE_MS = 60;
  private static final int BLEND_MS = 5;
  private static final int HISTORY_MS = 30;
  private static final int DEFAULT_PERIOD_MS = 10;
  private static final int MATCH_MS = 10;
  private static final double VOICED = 0.5;

  private final short[] history;
  private final short[] blend;
  private final int shortestPeriod;
  private final int longestPeriod;
  private final int defaultPeriod;
  private final int match;
  private final int fadeSamples;
  private int period;
  private int concealed;
  private long concealedTotal;

  /** For a stream of {@code rateHz}, silent so far. */
  public Concealment(int rateHz) {
    history = new short[rateHz * HISTORY_MS / 1000];
    blend = new short[rateHz * BLEND_MS / 1000];
    shortestPeriod = rateHz / 400;
    longestPeriod = rateHz / 66;
    defaultPeriod = rateHz * DEFAULT_PERIOD_MS / 1000;
    match = rateHz * MATCH_MS / 1000;
    fadeSamples = rateHz * FADE_MS / 1000;
    period = defaultPeriod;
  }

  /** Audio that came: remembered, and blended in place with the fill when a gap was before it. */
  public void heard(short[] pcm, int offset, int length) {
    if (concealed > 0) {
      int blended = Math.min(length, blend.length);
      fill(blend, 0, blended);
      for (int i = 0; i < blended; i++) {
        int fill = blend[i] * (blended - i);
        pcm[offset + i] = (short) ((pcm[offset + i] * i + fill) / blended);
      }
      concealed = 0;
    }
    if (length >= history.length) {
      System.arraycopy(pcm, offset + length - history.length, history, 0, history.length);
    } else {
      System.arraycopy(history, length, history, 0, history.length - length);
      System.arraycopy(pcm, offset, history, history.length - length, length);
    }
  }

  /** Writes the fill for {@code length} samples that did not come. */
  public void conceal(short[] pcm, int offset, int length) {
    if (concealed == 0) {
      period = findPeriod();
    }
    fill(pcm, offset, length);
    concealedTotal += length;
  }

  private void fill(short[] pcm, int offset, int length) {
    int start = history.length - period;
    for (int i = 0; i < length; i++) {
      int at = concealed + i;
      float gain = Math.max(0, 1f - (float) at / fadeSamples);
      pcm[offset + i] = (short) (history[start + at % period] * gain);
    }
    concealed = Math.min(concealed + length, Integer.MAX_VALUE / 2);
  }

  /** The shift at which the last 10 ms resemble what was before them best. */
  private int findPeriod() {
    int best = defaultPeriod;
    double bestScore = VOICED;
    int from = history.length - match;
    int longest = Math.min(longestPeriod, from);
    for (int shift = shortestPeriod; shift <= longest; shift++) {
      long product = 0;
      long power = 1;
      long shiftedPower = 1;
      for (int i = from; i < history.length; i++) {
        int here = history[i];
        int there = history[i - shift];
        product += (long) here * there;
        power += (long) here * here;
        shiftedPower += (long) there * there;
      }
      double score = product / Math.sqrt((double) power * shiftedPower);
      if (score > bestScore) {
        bestScore = score;
        best = shift;
      }
    }
    return best;
  }

  /** Samples filled in so far. */
  public long concealedSamples() {
    return concealedTotal;
  }
}
