package io.parley.agent.provider.pocketsphinx;

import io.parley.agent.engine.SerialQueue;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.time.NanoClock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One call's stream: hands every step to the call's serial queue and returns at once. The fields
 * below the queue belong to it; the others are safe from any thread.
 */
final class PocketsphinxHearing implements Transcriber.Hearing {
  /** Pieces of audio that may wait: half a minute of 100 ms each. */
  static final int MAX_PIECES = 300;

  private static final long SHED_BEHIND_NS = 1_200_000_000L;

  private final Utterance utterance;
  private final SerialQueue queue;
  private final Transcriber.Listener listener;
  private final AtomicLong droppedPieces;

  private long current;
  private String lastPartial = "";
  private boolean broken;

  PocketsphinxHearing(
      Utterance utterance,
      SerialQueue queue,
      Transcriber.Listener listener,
      AtomicLong droppedPieces) {
    this.utterance = utterance;
    this.queue = queue;
    this.listener = listener;
    this.droppedPieces = droppedPieces;
  }

  @Override
  public void expect(Expectation expectation) {
    terminal(() -> utterance.expect(expectation));
  }

  @Override
  public void begin(long speech) {
    terminal(() -> {
      current = speech;
      lastPartial = "";
      utterance.begin();
    });
  }

  @Override
  public void audio(Pcm pcm) {
    long arrivedNs = NanoClock.SYSTEM.nowNs();
    if (!queue.offer(() -> guarded(() -> decode(pcm, arrivedNs)))) {
      droppedPieces.incrementAndGet();
    }
  }

  private void decode(Pcm pcm, long arrivedNs) {
    boolean late = NanoClock.SYSTEM.nowNs() - arrivedNs > SHED_BEHIND_NS;
    utterance.feed(pcm.samples(), late);
    String partial = utterance.partial();
    if (!partial.isEmpty() && !partial.equals(lastPartial)) {
      lastPartial = partial;
      listener.partial(current, partial);
    }
  }

  @Override
  public void end(long speech) {
    terminal(() -> listener.settled(speech, utterance.settle()));
  }

  @Override
  public void close() {
    terminal(utterance::abandon);
  }

  private void terminal(Runnable step) {
    if (!queue.offerTerminal(() -> guarded(step))) {
      listener.failed(new Fault.Busy("pocketsphinx: the stream is too far behind", 5));
    }
  }

  private void guarded(Runnable step) {
    if (broken) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException failure) {
      broken = true;
      utterance.discard();
      listener.failed(
          new Fault.Unavailable("pocketsphinx: " + failure.getMessage(), Fault.Retry.ELSEWHERE));
    }
  }
}
