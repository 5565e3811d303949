package io.parley.agent.speech;

import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.engine.SpeechThreads;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.agent.provider.flite.FliteSynthesizer;
import io.parley.agent.speak.Synthesizer;
import io.parley.kernel.audio.G711;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A synthetic caller on the telephone: 8 kHz through µ-law, with 200 ms of silence around. */
final class Pupil {
  private static final int PIECE = 800;
  private static final int SILENCE = 1600;

  private final Synthesizer voice;

  Pupil(String voiceName, SpeechThreads threads) {
    try {
      voice = new FliteSynthesizer(voiceName, 1, threads);
    } catch (EngineMissingException missing) {
      throw new AssertionError("this test needs the native voice: " + missing.getMessage());
    }
  }

  /** What a test has heard: the result, and how long after the end of the audio it came. */
  record Heard(Transcript transcript, double settleMs, List<String> partials) {}

  /** {@code text} as it arrives at the far end. */
  Pcm says(String text) throws InterruptedException {
    return telephone(voice, text);
  }

  static Pcm telephone(Synthesizer voice, String text) throws InterruptedException {
    List<Pcm> pieces = new ArrayList<>();
    Fault fault = voice.speak(text, 8000, pieces::add);
    if (fault != null) {
      throw new AssertionError(fault.detail());
    }
    short[] samples = new short[SILENCE * 2 + pieces.stream().mapToInt(Pcm::length).sum()];
    int at = SILENCE;
    for (Pcm piece : pieces) {
      for (short sample : piece.samples()) {
        samples[at++] = G711.ulawToLinear(G711.linearToUlaw(sample));
      }
    }
    return new Pcm(samples, 8000);
  }

  /** One call to a transcriber, spoken into at {@code speed} times real time. */
  static final class Line implements Transcriber.Listener, AutoCloseable {
    private final BlockingQueue<Transcript> settled = new LinkedBlockingQueue<>();
    private final List<String> partials = new ArrayList<>();
    private final Transcriber.Hearing hearing;
    private final int speed;
    private long speech;

    Line(Transcriber transcriber, Transcriber.Request request, int speed) {
      this.hearing = transcriber.open(request, this);
      this.speed = speed;
    }

    Heard hear(Expectation expectation, Pcm audio) throws InterruptedException {
      synchronized (partials) {
        partials.clear();
      }
      hearing.expect(expectation);
      hearing.begin(++speech);
      for (int from = 0; from < audio.length(); from += PIECE) {
        int to = Math.min(audio.length(), from + PIECE);
        hearing.audio(new Pcm(Arrays.copyOfRange(audio.samples(), from, to), 8000));
        Pause.SLEEP.pause(Duration.ofMillis(PIECE / 8 / speed));
      }
      long endedNs = NanoClock.SYSTEM.nowNs();
      hearing.end(speech);
      Transcript transcript = settled.poll(60, TimeUnit.SECONDS);
      double settleMs = (NanoClock.SYSTEM.nowNs() - endedNs) / 1e6;
      if (transcript == null) {
        throw new AssertionError("no result within a minute");
      }
      synchronized (partials) {
        return new Heard(transcript, settleMs, List.copyOf(partials));
      }
    }

    @Override
    public void partial(long number, String text) {
      synchronized (partials) {
        partials.add(text);
      }
    }

    @Override
    public void settled(long number, Transcript transcript) {
      settled.add(transcript);
    }

    @Override
    public void failed(Fault fault) {
      settled.add(new Transcript("FAILED " + fault.detail(), 0));
    }

    @Override
    public void close() {
      hearing.close();
    }
  }
}
