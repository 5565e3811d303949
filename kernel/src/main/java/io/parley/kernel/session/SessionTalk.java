package io.parley.kernel.session;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import java.util.List;

/**
 * Holds conversations that have no leg: typed turns and recordings, on the same core as a call's.
 * It keeps nothing between two requests; what a conversation has come to travels in {@link
 * SessionTurn#state}. Each method blocks the calling thread, within the deadlines of a call's
 * stages. Safe from any thread; one conversation takes one turn at a time.
 */
public interface SessionTalk {
  /** Begins a conversation: the agent greets. */
  Outcome<SessionTurn> begin(SessionAgent agent) throws InterruptedException;

  /** Answers what was said, going on from {@code state}. */
  Outcome<SessionTurn> say(SessionAgent agent, String state, SessionWords words)
      throws InterruptedException;

  /** What a recording says, as a call of this conversation would hear it. */
  Outcome<SessionWords> hear(SessionAgent agent, String state, Pcm recording)
      throws InterruptedException;

  /**
   * {@code text} as audio in a voice of {@link #voices}.
   *
   * @param speed 0.5 to 2: how many times as fast as the voice speaks by itself
   */
  Outcome<Pcm> speak(String text, String voice, double speed) throws InterruptedException;

  /** The voices there are; the first is what {@code default} means. */
  List<String> voices();

  /** Languages that are heard and spoken here: {@code en}. */
  List<String> languages();

  /** What a request came to. */
  sealed interface Outcome<T> {
    /** The result. */
    record Done<T>(T value) implements Outcome<T> {}

    /** Why there is none. */
    record Failed<T>(Fault fault) implements Outcome<T> {}
  }
}
