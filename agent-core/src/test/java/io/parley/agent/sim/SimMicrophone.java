package io.parley.agent.sim;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.EdgeFact;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The edge's ear of one leg: sounds in, speech edges and audio out. A sound is named by a number
 * that its samples carry, so that a scripted transcriber knows its words also behind a byte
 * boundary.
 */
final class SimMicrophone {
  private static final int FRAME_MS = 20;
  private static final int CONFIRM_MS = 60;
  private static final int BLOCK_MS = 100;
  private static final int RATE_HZ = 8000;

  private final Consumer<EdgeFact> report;
  private final Supplier<UtteranceId> pause;
  private final Supplier<Integer> heardMs;
  private int silenceMs = 300;
  private short sound;
  private int leftMs;
  private double levelDbfs = -20;
  private int runMs;
  private boolean speech;
  private long onsetNs;
  private long lastNs;
  private short heldSound;
  private int heldMs;
  private long sample;

  SimMicrophone(Consumer<EdgeFact> report, Supplier<UtteranceId> pause, Supplier<Integer> heardMs) {
    this.report = report;
    this.pause = pause;
    this.heardMs = heardMs;
  }

  void listen(int newSilenceMs) {
    silenceMs = newSilenceMs;
  }

  /** Makes sound number {@code number} for {@code ms}. */
  void sound(int number, int ms, double dbfs) {
    sound = (short) number;
    leftMs = ms;
    levelDbfs = dbfs;
  }

  boolean quiet() {
    return leftMs <= 0 && !speech;
  }

  /** Whether the caller makes a sound right now. */
  boolean sounding() {
    return leftMs > 0;
  }

  void tick(long nowNs) {
    boolean energy = leftMs > 0;
    leftMs -= FRAME_MS;
    if (energy) {
      if (runMs == 0 && !speech) {
        onsetNs = nowNs;
      }
      runMs += FRAME_MS;
      lastNs = nowNs;
      heldSound = sound;
    } else {
      runMs = 0;
    }
    if (energy || speech) {
      heldMs += FRAME_MS;
    }
    if (!speech && runMs >= CONFIRM_MS) {
      speech = true;
      int heard = heardMs.get();
      UtteranceId paused = pause.get();
      boolean none = paused.equals(UtteranceId.NONE);
      report.accept(new EdgeFact.SpeechStarted(onsetNs, levelDbfs, paused, none ? 0 : heard));
    }
    if (speech) {
      follow(nowNs);
    } else if (!energy) {
      heldMs = 0;
    }
  }

  private void follow(long nowNs) {
    boolean over = (nowNs - lastNs) / 1_000_000 >= silenceMs;
    if (heldMs >= BLOCK_MS || over) {
      short[] samples = new short[heldMs * RATE_HZ / 1000];
      Arrays.fill(samples, heldSound);
      report.accept(new EdgeFact.CallerAudio(sample, new Pcm(samples, RATE_HZ)));
      sample += samples.length;
      heldMs = 0;
    }
    if (over) {
      speech = false;
      report.accept(new EdgeFact.SpeechEnded(lastNs, (lastNs - onsetNs) / 1_000_000 + FRAME_MS));
    }
  }
}
