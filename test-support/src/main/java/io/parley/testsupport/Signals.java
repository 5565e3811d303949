package io.parley.testsupport;

import io.parley.kernel.audio.G711;
import java.util.Random;

/**
 * Test signals at 8 kHz: voices, noises, tones. Deterministic; levels are root mean square against
 * a square wave of full scale (dBFS).
 */
public final class Signals {
  /** Samples a second of every signal here. */
  public static final int RATE_HZ = 8000;

  /** Level of a voice at -20 dBm0 (ITU-T G.711: a full sine is +3.17 dBm0), in dBFS. */
  public static final double VOICE_DBFS = -26.2;

  private static final double[] FORMANT_HZ = {560, 1250, 2500};
  private static final double[] BANDWIDTH_HZ = {90, 120, 180};

  private Signals() {}

  /** Samples in {@code ms}. */
  public static int samples(int ms) {
    return RATE_HZ / 1000 * ms;
  }

  /** Digital silence. */
  public static short[] silence(int ms) {
    return new short[samples(ms)];
  }

  /** White noise. */
  public static short[] white(int ms, double dbfs, long seed) {
    Random random = new Random(seed);
    double[] out = new double[samples(ms)];
    for (int i = 0; i < out.length; i++) {
      out[i] = random.nextGaussian();
    }
    return scaled(out, dbfs);
  }

  /** Pink noise: 3 dB less per octave, by six first-order low-passes an octave and a half apart. */
  public static short[] pink(int ms, double dbfs, long seed) {
    Random random = new Random(seed);
    double[] out = new double[samples(ms)];
    double[] state = new double[6];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int k = 0; k < state.length; k++) {
        double pole = 1 - 0.6 / Math.pow(3, k);
        state[k] = pole * state[k] + Math.sqrt(1 - pole * pole) * random.nextGaussian();
        sum += state[k];
      }
      out[i] = sum;
    }
    return scaled(out, dbfs);
  }

  /** Mains hum: 50 Hz and its harmonics up to 550 Hz. */
  public static short[] hum(int ms, double dbfs) {
    double[] out = new double[samples(ms)];
    for (int i = 0; i < out.length; i++) {
      for (int k = 1; k <= 11; k++) {
        out[i] += Math.sin(2 * Math.PI * 50 * k * i / RATE_HZ + k) / k;
      }
    }
    return scaled(out, dbfs);
  }

  /** Five people at once, each in words and pauses of their own. */
  public static short[] babble(int ms, double dbfs, long seed) {
    double[] sum = new double[samples(ms)];
    for (int talker = 0; talker < 5; talker++) {
      double[] one = talk(ms, seed * 31 + talker);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one[i];
      }
    }
    return scaled(sum, dbfs);
  }

  /** A voice that reaches its full level within 20 ms and keeps it: a gliding vowel. */
  public static short[] voice(int ms, double dbfs, long seed) {
    double[] out = vowel(samples(ms), new Random(seed));
    int rise = Math.min(out.length, samples(15));
    for (int i = 0; i < rise; i++) {
      out[i] *= (double) i / rise;
    }
    return scaled(out, dbfs);
  }

  /** Someone talking: syllables of changing loudness and colour with pauses between words. */
  public static short[] speech(int ms, double dbfs, long seed) {
    return scaled(talk(ms, seed), dbfs);
  }

  private static double[] talk(int ms, long seed) {
    Random random = new Random(seed);
    double[] out = new double[samples(ms)];
    int at = 0;
    while (at < out.length) {
      int length = Math.min(out.length - at, samples(90 + random.nextInt(160)));
      double[] syllable = vowel(length, random);
      double loudness = 0.4 + 0.6 * random.nextDouble();
      for (int i = 0; i < length; i++) {
        out[at + i] = syllable[i] * loudness * Math.sin(Math.PI * (i + 0.5) / length);
      }
      at += length + (random.nextInt(3) == 0 ? samples(50 + random.nextInt(200)) : 0);
    }
    return out;
  }

  private static double[] vowel(int length, Random random) {
    double[] out = new double[length];
    double pitchHz = 95 + random.nextInt(110);
    double glideHz = (random.nextDouble() - 0.4) * 0.3 * pitchHz;
    double phase = 0;
    for (int i = 0; i < length; i++) {
      phase += (pitchHz + glideHz * i / length) / RATE_HZ;
      if (phase >= 1) {
        phase -= 1;
        out[i] = 1;
      }
      out[i] += 0.02 * random.nextGaussian();
    }
    double colour = 0.75 + 0.5 * random.nextDouble();
    for (int k = 0; k < FORMANT_HZ.length; k++) {
      resonate(out, FORMANT_HZ[k] * colour, BANDWIDTH_HZ[k]);
    }
    return out;
  }

  private static void resonate(double[] signal, double hz, double bandwidthHz) {
    double radius = Math.exp(-Math.PI * bandwidthHz / RATE_HZ);
    double a1 = 2 * radius * Math.cos(2 * Math.PI * hz / RATE_HZ);
    double a2 = -radius * radius;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < signal.length; i++) {
      double y = signal[i] + a1 * y1 + a2 * y2;
      y2 = y1;
      y1 = y;
      signal[i] = y;
    }
  }

  /** One or more sines of equal loudness. */
  public static short[] tones(int ms, double dbfs, double... hz) {
    double[] out = new double[samples(ms)];
    for (int i = 0; i < out.length; i++) {
      for (double each : hz) {
        out[i] += Math.sin(2 * Math.PI * each * i / RATE_HZ);
      }
    }
    return scaled(out, dbfs);
  }

  /** The two tones of a key: 0-9, *, #, A-D (ITU-T Q.23). */
  public static short[] key(char key, int ms, double dbfs) {
    int index = "123A456B789C*0#D".indexOf(key);
    double[] low = {697, 770, 852, 941};
    double[] high = {1209, 1336, 1477, 1633};
    return tones(ms, dbfs, low[index / 4], high[index % 4]);
  }

  /** Signals one after the other. */
  public static short[] joined(short[]... parts) {
    int length = 0;
    for (short[] part : parts) {
      length += part.length;
    }
    short[] out = new short[length];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }

  /** The sum of two signals, as long as the first. */
  public static short[] mixed(short[] first, short[] second) {
    short[] out = first.clone();
    for (int i = 0; i < Math.min(first.length, second.length); i++) {
      out[i] = clipped(first[i] + second[i]);
    }
    return out;
  }

  /** What arrives after µ-law coding. */
  public static short[] throughUlaw(short[] pcm) {
    short[] out = new short[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      out[i] = G711.ulawToLinear(G711.linearToUlaw(pcm[i]));
    }
    return out;
  }

  /** The level of a whole signal, in dBFS. */
  public static double dbfs(short[] pcm) {
    double power = 0;
    for (short sample : pcm) {
      power += (double) sample * sample;
    }
    return 10 * Math.log10(power / pcm.length / 32768 / 32768 + 1e-20);
  }

  /** A signal at another level. */
  public static short[] atLevel(short[] pcm, double dbfs) {
    double[] copy = new double[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      copy[i] = pcm[i];
    }
    return scaled(copy, dbfs);
  }

  private static short[] scaled(double[] signal, double dbfs) {
    double power = 0;
    for (double sample : signal) {
      power += sample * sample;
    }
    double gain = 32768 * Math.pow(10, dbfs / 20) / Math.sqrt(power / signal.length + 1e-20);
    short[] out = new short[signal.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = clipped(Math.round(signal[i] * gain));
    }
    return out;
  }

  private static short clipped(long sample) {
    return (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
