package io.parley.loadtests.load;

import io.parley.loadtests.audio.Levels;
import io.parley.loadtests.audio.Voice;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Sounds that are no speech to the caller's agent; the same in every run. For one thread. */
final class NoiseSignal {
  private static final int RATE_HZ = 8_000;
  private static final double CLICK_PEAK = 12_000;
  private static final List<String> TALKERS =
      List.of(
          "the meeting was moved to the afternoon because of the rain",
          "have you seen where I put the keys to the other car",
          "two coffees and a piece of the apple cake please",
          "they say that the train will be late again this evening",
          "my sister has been living by the sea for seven years",
          "nobody told me that the shop would be closed on Monday");

  private final int samples;
  private final double levelDbfs;

  NoiseSignal(int seconds, double levelDbfs) {
    this.samples = seconds * RATE_HZ;
    this.levelDbfs = levelDbfs;
  }

  /** 100 ms with a click of 2 ms every 10 ms, peaks near −9 dBFS. */
  static short[] clicks() {
    Random random = new Random(4);
    short[] pcm = new short[800];
    for (int start = 0; start < pcm.length; start += 80) {
      for (int n = 0; n < 16; n++) {
        double decay = Math.exp(-n / 5.0);
        pcm[start + n] = (short) (CLICK_PEAK * decay * (n == 0 ? 1 : random.nextGaussian() / 2));
      }
    }
    return pcm;
  }

  short[] white() {
    Random random = new Random(1);
    return levelled(n -> random.nextGaussian());
  }

  /** Falls by 3 dB an octave: seven rows of white noise, each renewed half as often as the last. */
  short[] pink() {
    Random random = new Random(2);
    double[] rows = new double[7];
    return levelled(n -> {
      rows[Math.min(rows.length - 1, Integer.numberOfTrailingZeros(n + 1))] = random.nextGaussian();
      double sum = 0;
      for (double row : rows) {
        sum += row;
      }
      return sum;
    });
  }

  /** Mains hum of 50 Hz with its harmonics up to 1 kHz. */
  short[] hum() {
    return levelled(n -> {
      double sum = 0;
      for (int harmonic = 1; harmonic <= 20; harmonic++) {
        sum += Math.sin(2 * Math.PI * 50 * harmonic * n / RATE_HZ + harmonic) / harmonic;
      }
      return sum;
    });
  }

  /** Six talkers at once, each in its own pitch, none nearer than the others. */
  short[] babble() throws IOException {
    double[] mix = new double[samples];
    Voice voice = Voice.best("");
    for (int talker = 0; talker < TALKERS.size(); talker++) {
      short[] pcm = Levels.atLevel(voice.speak(TALKERS.get(talker)).pcm(), -20);
      double speed = 0.85 + 0.06 * talker;
      int loop = (int) ((pcm.length - 1) / speed);
      for (int n = 0; n < samples; n++) {
        double at = (n + talker * 3_000) % loop * speed;
        int before = (int) at;
        mix[n] += pcm[before] + (at - before) * (pcm[before + 1] - pcm[before]);
      }
    }
    return levelled(n -> mix[n]);
  }

  private short[] levelled(IntToDoubleFunction source) {
    double[] raw = new double[samples];
    double sum = 0;
    for (int n = 0; n < samples; n++) {
      raw[n] = source.applyAsDouble(n);
      sum += raw[n] * raw[n];
    }
    double gain = Math.pow(10, levelDbfs / 20) * 32_768 / Math.sqrt(sum / samples);
    short[] pcm = new short[samples];
    for (int n = 0; n < samples; n++) {
      pcm[n] = (short) Math.clamp(Math.round(raw[n] * gain), -32_768, 32_767);
    }
    return pcm;
  }
}
