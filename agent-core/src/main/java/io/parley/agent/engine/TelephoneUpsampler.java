package io.parley.agent.engine;

import java.util.Arrays;

/**
 * Makes 16 kHz audio for the wideband acoustic model from 8 kHz telephone audio: a half-band filter
 * for the low band plus a tenth of its mirror image above 4 kHz. Without the image the upper
 * filters of the model see nothing and the cepstra are ruined. Owned by one utterance's stream.
 */
public final class TelephoneUpsampler {
  private static final int TAPS = 63;
  private static final float IMAGE_GAIN = 0.1f;
  private static final float[] FILTER = filter();

  private final float[] history = new float[TAPS];
  private int next;

  private static float[] filter() {
    float[] taps = new float[TAPS];
    int middle = TAPS / 2;
    for (int i = 0; i < TAPS; i++) {
      int n = i - middle;
      double sinc = n == 0 ? 0.5 : Math.sin(Math.PI * n / 2) / (Math.PI * n);
      double window = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (TAPS - 1));
      taps[i] = (float) (2 * sinc * window);
    }
    return taps;
  }

  /** The next stretch at twice the rate. */
  public short[] convert(short[] narrow) {
    short[] wide = new short[narrow.length * 2];
    for (int i = 0; i < narrow.length; i++) {
      wide[2 * i] = step(narrow[i]);
      wide[2 * i + 1] = step(0);
    }
    return wide;
  }

  private short step(float sample) {
    history[next] = sample;
    float low = 0;
    int at = next;
    for (int i = 0; i < TAPS; i++) {
      low += FILTER[i] * history[at];
      at = at == 0 ? TAPS - 1 : at - 1;
    }
    int centre = next - TAPS / 2;
    float stuffed = 2 * history[centre < 0 ? centre + TAPS : centre];
    next = next + 1 == TAPS ? 0 : next + 1;
    float out = low + IMAGE_GAIN * (stuffed - low);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(out)));
  }

  /** Forgets the stream. */
  public void reset() {
    Arrays.fill(history, 0);
    next = 0;
  }
}
