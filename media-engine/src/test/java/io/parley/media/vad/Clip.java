package io.parley.media.vad;

import io.parley.kernel.audio.Pcm;
import io.parley.media.dsp.Fade;
import io.parley.media.dsp.Level;
import io.parley.testsupport.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Half a minute of a line with utterances at known places, in silence or noise, through µ-law.
 *
 * @param audio what arrives
 * @param talks where somebody speaks
 */
record Clip(String name, Pcm audio, List<Talk> talks) {
  /** Where an utterance is: its first sample and the one after its last. */
  record Talk(int from, int to) {}

  private static final int CLIP_MS = 30_000;
  private static final double LINE_DBFS = -72;

  /** A clip without speech. */
  static Clip noise(String name, short[] noise) {
    return new Clip(name, arriving(noise), List.of());
  }

  /** Utterances with pauses of 1 to 3 s between them, over {@code noise}. */
  static Clip speech(String name, List<short[]> utterances, short[] noise, Random random) {
    short[] clean = Signals.white(CLIP_MS, LINE_DBFS, random.nextLong());
    List<Talk> talks = new ArrayList<>();
    int at = Signals.samples(1000 + random.nextInt(1000));
    while (true) {
      short[] next = trimmed(utterances.get(random.nextInt(utterances.size())));
      if (at + next.length > clean.length - Signals.samples(1500)) {
        break;
      }
      for (int i = 0; i < next.length; i++) {
        clean[at + i] += next[i];
      }
      talks.add(new Talk(at, at + next.length));
      at += next.length + Signals.samples(1000 + random.nextInt(2000));
    }
    return new Clip(name, arriving(Signals.mixed(clean, noise)), talks);
  }

  private static Pcm arriving(short[] pcm) {
    return new Pcm(Signals.throughUlaw(pcm), Signals.RATE_HZ);
  }

  /**
   * An utterance that begins and ends with whole frames within 6 dB of its level, as measuring
   * callers say it.
   */
  static short[] crisp(short[] utterance) {
    int frame = Signals.samples(20);
    int step = Signals.samples(2);
    double enough = Signals.dbfs(utterance) - 6;
    int first = 0;
    while (Level.dbfs(utterance, first, frame) < enough) {
      first += step;
    }
    int last = utterance.length - frame;
    while (Level.dbfs(utterance, last, frame) < enough) {
      last -= step;
    }
    int length = (last + frame - first) / frame * frame;
    short[] cut = Arrays.copyOfRange(utterance, first, first + length);
    Fade.in(cut, 0, step);
    Fade.out(cut, length - step, step);
    return cut;
  }

  /** Cut where the voice begins and ends: 30 dB below its level, in 5 ms. */
  private static short[] trimmed(short[] utterance) {
    int step = Signals.samples(5);
    double least = Signals.dbfs(utterance) - 30;
    int from = 0;
    while (from + step < utterance.length && Level.dbfs(utterance, from, step) < least) {
      from += step;
    }
    int to = utterance.length;
    while (to - step > from && Level.dbfs(utterance, to - step, step) < least) {
      to -= step;
    }
    return Arrays.copyOfRange(utterance, from, to);
  }

  static short[] noiseOf(String kind, double dbfs, long seed) {
    return switch (kind) {
      case "white" -> Signals.white(CLIP_MS, dbfs, seed);
      case "pink" -> Signals.pink(CLIP_MS, dbfs, seed);
      case "hum" -> Signals.hum(CLIP_MS, dbfs);
      case "babble" -> Signals.babble(CLIP_MS, dbfs, seed);
      case "clicks" -> bursts(5, 10, dbfs, seed);
      case "breath" -> bursts(400, 900, dbfs, seed);
      case "keys" -> keys(dbfs, seed);
      case "tones" -> tones(dbfs, seed);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static short[] bursts(int shortestMs, int longestMs, double dbfs, long seed) {
    Random random = new Random(seed);
    short[] out = new short[Signals.samples(CLIP_MS)];
    int at = 0;
    while (true) {
      at += Signals.samples(800 + random.nextInt(1500));
      int ms = shortestMs + random.nextInt(longestMs - shortestMs);
      short[] burst = Signals.pink(ms, dbfs + 6, random.nextLong());
      if (at + burst.length > out.length) {
        return out;
      }
      for (int i = 0; i < burst.length; i++) {
        out[at + i] = (short) (burst[i] * Math.sin(Math.PI * i / burst.length));
      }
      at += burst.length;
    }
  }

  private static short[] keys(double dbfs, long seed) {
    Random random = new Random(seed);
    short[] out = new short[Signals.samples(CLIP_MS)];
    for (int at = 4000; at < out.length - 4000; at += 800 + random.nextInt(8000)) {
      char key = "0123456789*#ABCD".charAt(random.nextInt(16));
      short[] sound = Signals.key(key, 50 + random.nextInt(200), dbfs + 6);
      System.arraycopy(sound, 0, out, at, sound.length);
      at += sound.length;
    }
    return out;
  }

  private static short[] tones(double dbfs, long seed) {
    Random random = new Random(seed);
    short[] out = new short[Signals.samples(CLIP_MS)];
    for (int at = 4000; at < out.length - 20_000; at += 4000 + random.nextInt(8000)) {
      double hz = 300 + random.nextInt(2000);
      short[] sound =
          random.nextBoolean()
              ? Signals.tones(300 + random.nextInt(1500), dbfs + 6, hz)
              : Signals.tones(300 + random.nextInt(1500), dbfs + 6, 480, 620);
      System.arraycopy(sound, 0, out, at, sound.length);
      at += sound.length;
    }
    return out;
  }
}
