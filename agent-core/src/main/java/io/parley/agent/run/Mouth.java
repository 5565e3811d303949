package io.parley.agent.run;

import io.parley.agent.conversation.ConversationEvent;
import io.parley.agent.speak.Synthesizer;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.kernel.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the sentences of one utterance at a time. Owned by the call's thread, which hands the
 * audio to the edge and returns when the edge has no room; each sentence is synthesised by a job of
 * its own, one at a time, at most {@link #AHEAD_MS} before it is heard.
 */
final class Mouth {
  /** Audio that is ready before the next sentence is begun. */
  private static final int AHEAD_MS = 4_000;

  /** Audio held at most, so that one long sentence cannot fill the memory. */
  private static final int HELD_MS = 20_000;

  /** Audio in one order; the edge's ring is about 1 s long. */
  private static final int PIECE_MS = 200;

  private final Synthesizer synthesizer;
  private final int rateHz;
  private final Workers workers;
  private final OrderDesk orders;
  private final Consumer<Mail> post;
  private final Timers timers;
  private final AtomicBoolean poked = new AtomicBoolean();
  private @Nullable Speaking speaking;
  private Timers.@Nullable Timer room;

  Mouth(
      Synthesizer synthesizer,
      int rateHz,
      Workers workers,
      Timers timers,
      OrderDesk orders,
      Consumer<Mail> post) {
    this.synthesizer = synthesizer;
    this.rateHz = rateHz;
    this.workers = workers;
    this.timers = timers;
    this.orders = orders;
    this.post = post;
  }

  /** One utterance being spoken. */
  private static final class Speaking {
    final UtteranceId utterance;
    final SpeechBuffer buffer;
    final ArrayDeque<Sentence> waiting = new ArrayDeque<>();
    @Nullable Pcm refused;
    boolean busy;
    boolean complete;

    Speaking(UtteranceId utterance, int capacity) {
      this.utterance = utterance;
      this.buffer = new SpeechBuffer(capacity);
    }
  }

  private record Sentence(int index, String text) {}

  void speak(UtteranceId utterance, int index, String text) {
    Speaking now = speaking;
    if (now == null || !now.utterance.equals(utterance)) {
      close();
      now = new Speaking(utterance, rateHz / 1000 * HELD_MS);
      speaking = now;
    }
    now.waiting.addLast(new Sentence(index, text));
    synthesiseNext(now);
  }

  void finish(UtteranceId utterance) {
    Speaking now = speaking;
    if (now != null && now.utterance.equals(utterance)) {
      now.complete = true;
      handOver();
    }
  }

  void drop(UtteranceId utterance) {
    Speaking now = speaking;
    if (now != null && now.utterance.equals(utterance)) {
      close();
    }
  }

  /** Lets go of whatever is being spoken. */
  void close() {
    Speaking now = speaking;
    if (now != null) {
      now.buffer.drop();
      speaking = null;
    }
    Timers.Timer waiting = room;
    if (waiting != null) {
      waiting.cancel();
      room = null;
    }
  }

  /** A sentence's job is over. */
  void onSentenceOver(UtteranceId utterance) {
    Speaking now = speaking;
    if (now != null && now.utterance.equals(utterance)) {
      now.busy = false;
      handOver();
    }
  }

  private void synthesiseNext(Speaking now) {
    Sentence next = now.waiting.peekFirst();
    if (now.busy || next == null || now.buffer.held() > rateHz / 1000 * AHEAD_MS) {
      return;
    }
    now.waiting.removeFirst();
    now.busy = true;
    workers.run("speak-" + now.utterance, () -> synthesise(now, next));
  }

  /** Runs on a provider thread. */
  private void synthesise(Speaking now, Sentence sentence) {
    AtomicLong samples = new AtomicLong();
    String failure = null;
    tell(new ConversationEvent.SynthesisStarted(now.utterance, sentence.index()));
    try {
      Fault fault =
          synthesizer.speak(
              sentence.text(),
              rateHz,
              pcm -> {
                boolean wanted = now.buffer.put(pcm);
                poke();
                if (samples.getAndAdd(pcm.length()) == 0) {
                  tell(new ConversationEvent.AudioStarted(now.utterance, sentence.index()));
                }
                return wanted;
              });
      failure = fault == null ? null : fault.detail();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } catch (RuntimeException e) {
      failure = e.toString();
    }
    ConversationEvent event =
        failure == null
            ? new ConversationEvent.SentenceSpoken(
                now.utterance, sentence.index(), samples.get() * 1000 / rateHz)
            : new ConversationEvent.SpeakingFailed(now.utterance, failure);
    tell(event);
  }

  private void tell(ConversationEvent event) {
    post.accept(new Mail.Told(event));
  }

  private void poke() {
    if (poked.compareAndSet(false, true)) {
      post.accept(new Mail.Poke());
    }
  }

  /** Hands the edge what there is and it has room for. */
  void handOver() {
    poked.set(false);
    Speaking now = speaking;
    if (now == null) {
      return;
    }
    Pcm piece = now.refused != null ? now.refused : now.buffer.take(rateHz / 1000 * PIECE_MS);
    now.refused = null;
    while (piece != null) {
      Outcome outcome = orders.order(new AgentOrder.Say(now.utterance, piece));
      if (outcome == Outcome.FULL) {
        now.refused = piece;
        waitForRoom();
        break;
      } else if (outcome == Outcome.GONE) {
        close();
        return;
      }
      piece = now.buffer.take(rateHz / 1000 * PIECE_MS);
    }
    synthesiseNext(now);
    endWhenAllIsSaid(now);
  }

  private void endWhenAllIsSaid(Speaking now) {
    boolean all =
        now.complete
            && !now.busy
            && now.waiting.isEmpty()
            && now.refused == null
            && now.buffer.held() == 0;
    if (all) {
      orders.order(new AgentOrder.EndUtterance(now.utterance));
      speaking = null;
    }
  }

  private void waitForRoom() {
    Timers.Timer waiting = room;
    if (waiting != null) {
      waiting.cancel();
    }
    room = timers.after(Duration.ofMillis(PIECE_MS), this::poke);
  }
}
