package io.parley.agent.run;

import io.parley.agent.conversation.ConversationState;
import io.parley.agent.conversation.Unrecorded;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is being said in a call when it changes: at most every {@link #APART_MS}, and once
 * more whenever something said is on record. Owned by the call's thread.
 */
@OwnedBy("call")
final class WordTeller {
  private static final long APART_MS = 250;

  private final Timers timers;
  private final Runnable lookAgain;
  private final Consumer<SpokenWords> tell;
  private Timers.@Nullable Timer timer;
  private List<SpokenWords.Line> told = List.of();
  private boolean looked;
  private long lookedNs;
  private boolean recorded;

  /** One that has {@link #look} called again by {@code lookAgain}, called on a timer's thread. */
  WordTeller(Timers timers, Runnable lookAgain, Consumer<SpokenWords> tell) {
    this.timers = timers;
    this.lookAgain = lookAgain;
    this.tell = tell;
  }

  /** Something that was said is on record: the next look tells at once what is left. */
  void onRecorded() {
    recorded = true;
  }

  /** The time has come that {@code lookAgain} was called for. */
  void onDue() {
    timer = null;
  }

  /** Tells what has changed, or looks again when it may. */
  void look(ConversationState state, long nowNs) {
    long sinceMs = looked ? (nowNs - lookedNs) / 1_000_000 : APART_MS;
    if (!recorded && sinceMs < APART_MS) {
      again(APART_MS - sinceMs);
      return;
    }
    recorded = false;
    looked = true;
    lookedNs = nowNs;
    SpokenWords words = Unrecorded.words(state, nowNs);
    if (!words.lines().equals(told)) {
      told = words.lines();
      tell.accept(words);
    }
    if (Unrecorded.grows(state)) {
      again(APART_MS);
    }
  }

  private void again(long ms) {
    if (timer == null) {
      timer = timers.after(Duration.ofMillis(ms), lookAgain);
    }
  }

  /** The call is over {@code atMs} after its offer: nothing is being said any more. */
  void close(long atMs) {
    Timers.Timer waiting = timer;
    if (waiting != null) {
      waiting.cancel();
      timer = null;
    }
    if (!told.isEmpty()) {
      told = List.of();
      tell.accept(new SpokenWords(atMs, List.of()));
    }
  }
}
