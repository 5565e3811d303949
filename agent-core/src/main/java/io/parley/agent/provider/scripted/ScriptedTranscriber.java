package io.parley.agent.provider.scripted;

import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.time.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Understands no words, only whether there were some: a stretch with enough energy is transcribed
 * as "speech", anything else as nothing. Answers at once, or after a set delay.
 */
final class ScriptedTranscriber implements Transcriber {
  private static final Transcript SPEECH = new Transcript("speech", 1);

  /** Mean square of −40 dBFS. */
  private static final double LOUD = Math.pow(10, -40 / 10.0) * 32768.0 * 32768.0;

  private static final int LEAST_MS = 120;

  private final Duration delay;
  private final Timers timers;

  ScriptedTranscriber(int delayMs, Timers timers) {
    this.delay = Duration.ofMillis(delayMs);
    this.timers = timers;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Hearing open(Request request, Listener listener) {
    return new Stretch(listener, request.rateHz() / 100);
  }

  /** Counts blocks of 10 ms with energy. */
  private final class Stretch implements Hearing {
    private final Listener listener;
    private final int block;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int loudMs;

    Stretch(Listener listener, int block) {
      this.listener = listener;
      this.block = block;
    }

    @Override
    public void expect(Expectation expectation) {
      // A script expects nothing.
    }

    @Override
    public void begin(long speech) {
      loudMs = 0;
    }

    @Override
    public void audio(Pcm pcm) {
      short[] samples = pcm.samples();
      for (int from = 0; from + block <= samples.length; from += block) {
        double energy = 0;
        for (int i = from; i < from + block; i++) {
          energy += (double) samples[i] * samples[i];
        }
        if (energy > LOUD * block) {
          loudMs += 10;
        }
      }
    }

    @Override
    public void end(long speech) {
      Transcript heard = loudMs >= LEAST_MS ? SPEECH : Transcript.NOTHING;
      if (delay.isZero()) {
        listener.settled(speech, heard);
      } else {
        timers.after(delay, () -> settleLate(speech, heard));
      }
    }

    private void settleLate(long speech, Transcript heard) {
      if (!closed.get()) {
        listener.settled(speech, heard);
      }
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
