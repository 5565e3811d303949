package io.parley.agent.hear;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.route.LessonContent;
import org.jspecify.annotations.Nullable;

/** Streaming speech to text. One instance serves all calls; safe from any thread. */
public interface Transcriber {
  /** The provider's name in records and metrics: {@code pocketsphinx}. */
  String name();

  /**
   * Starts listening to one call; may block while it connects or loads, so it is called on a
   * provider thread while the call rings. Results go to {@code listener} from the engine's threads.
   */
  Hearing open(Request request, Listener listener);

  /** What is listened to: the rate of the audio, and the lesson spoken about when there is one. */
  record Request(int rateHz, @Nullable LessonContent lesson) {}

  /** One call's stream. Called by one thread at a time; no method blocks on recognition. */
  interface Hearing extends AutoCloseable {
    /** What to expect from the next speech on. */
    void expect(Expectation expectation);

    /** A stretch of speech begins; {@code speech} counts from 1. */
    void begin(long speech);

    /** More audio of the stretch that began last. */
    void audio(Pcm pcm);

    /** The stretch is over: {@link Listener#settled} follows, once, also when nothing was said. */
    void end(long speech);

    @Override
    void close();
  }

  /** Where results go. Must return at once. */
  interface Listener {
    /** The best guess so far of a stretch that goes on. */
    void partial(long speech, String text);

    /** The final result of a stretch. */
    void settled(long speech, Transcript transcript);

    /** The stream is broken; nothing follows. */
    void failed(Fault fault);
  }
}
