package io.parley.agent.speak;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import org.jspecify.annotations.Nullable;

/** Streaming text to speech. One instance serves all calls; safe from any thread. */
public interface Synthesizer {
  /** The provider's name in records and metrics: {@code flite}. */
  String name();

  /**
   * Speaks one sentence into {@code sink} at {@code rateHz}, blocking the calling provider thread
   * until the sink has it all or wants no more. Answers null when done or cancelled, the fault when
   * the provider failed.
   */
  @Nullable Fault speak(String text, int rateHz, Sink sink) throws InterruptedException;

  /** Where the audio goes; may block while the caller listens. */
  @FunctionalInterface
  interface Sink {
    /** Takes the next piece; {@code false}: stop, nobody listens any more. */
    boolean audio(Pcm pcm) throws InterruptedException;
  }
}
