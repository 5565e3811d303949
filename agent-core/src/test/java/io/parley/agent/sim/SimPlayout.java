package io.parley.agent.sim;

import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide.Outcome;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The edge's playout of one leg: a ring of one second, paused and cut as the real one. */
final class SimPlayout {
  private static final int RING_MS = 1_000;
  private static final int LEASE_MS = 700;
  private static final int FRAME_MS = 20;

  private final Consumer<EdgeFact> report;
  private final ArrayDeque<Utterance> utterances = new ArrayDeque<>();
  private int pausedMs = -1;
  private long lastUtterance;

  SimPlayout(Consumer<EdgeFact> report) {
    this.report = report;
  }

  private static final class Utterance {
    final UtteranceId id;
    int heldMs;
    int heardMs;
    boolean complete;

    Utterance(UtteranceId id) {
      this.id = id;
    }
  }

  Outcome order(AgentOrder.SpeechOrder order) {
    return switch (order) {
      case AgentOrder.Listen _, AgentOrder.RecordCall _ -> Outcome.TAKEN;
      case AgentOrder.BeginUtterance begin -> {
        if (begin.utterance().value() <= lastUtterance) {
          throw new AssertionError("utterances go backwards: " + begin.utterance());
        }
        lastUtterance = begin.utterance().value();
        utterances.addLast(new Utterance(begin.utterance()));
        yield Outcome.TAKEN;
      }
      case AgentOrder.Say say -> say(say);
      case AgentOrder.EndUtterance end -> {
        Utterance utterance = find(end.utterance());
        if (utterance == null) {
          yield Outcome.GONE;
        }
        utterance.complete = true;
        yield Outcome.TAKEN;
      }
      case AgentOrder.ResumeUtterance resume -> resume(resume.utterance());
      case AgentOrder.AbandonUtterance abandon -> abandon(abandon.utterance());
    };
  }

  private @Nullable Utterance find(UtteranceId id) {
    return utterances.stream().filter(u -> u.id.equals(id)).findFirst().orElse(null);
  }

  private Outcome say(AgentOrder.Say say) {
    Utterance utterance = find(say.utterance());
    if (utterance == null) {
      return Outcome.GONE;
    }
    int held = utterances.stream().mapToInt(u -> u.heldMs).sum();
    int ms = (int) say.pcm().millis();
    if (held + ms > RING_MS) {
      return Outcome.FULL;
    }
    utterance.heldMs += ms;
    return Outcome.TAKEN;
  }

  private Outcome resume(UtteranceId id) {
    Utterance first = utterances.peekFirst();
    if (pausedMs < 0 || first == null || !first.id.equals(id)) {
      return Outcome.GONE;
    }
    pausedMs = -1;
    report.accept(new EdgeFact.UtteranceResumed(id, false));
    return Outcome.TAKEN;
  }

  private Outcome abandon(UtteranceId id) {
    Utterance utterance = find(id);
    if (utterance == null) {
      return Outcome.GONE;
    }
    if (utterance == utterances.peekFirst()) {
      pausedMs = -1;
    }
    utterances.remove(utterance);
    report.accept(new EdgeFact.UtteranceCut(id, utterance.heardMs));
    return Outcome.TAKEN;
  }

  /** Whether the caller hears the agent now. */
  boolean audible() {
    Utterance first = utterances.peekFirst();
    return first != null && first.heardMs > 0 && pausedMs < 0;
  }

  /** How much of the utterance that plays was heard. */
  int heardMs() {
    Utterance first = utterances.peekFirst();
    return first == null ? 0 : first.heardMs;
  }

  boolean idle() {
    return utterances.isEmpty();
  }

  /** Pauses for the caller's speech; answers what was paused. */
  UtteranceId pause() {
    Utterance first = utterances.peekFirst();
    if (first == null || first.heardMs == 0 || pausedMs >= 0) {
      return UtteranceId.NONE;
    }
    pausedMs = 0;
    return first.id;
  }

  /** Plays one frame; answers the utterance it is of. */
  UtteranceId tick(long nowNs) {
    Utterance first = utterances.peekFirst();
    if (first == null) {
      return UtteranceId.NONE;
    }
    if (pausedMs >= 0) {
      pausedMs += FRAME_MS;
      if (pausedMs >= LEASE_MS) {
        pausedMs = -1;
        report.accept(new EdgeFact.UtteranceResumed(first.id, true));
      }
      return UtteranceId.NONE;
    }
    if (first.heldMs > 0) {
      if (first.heardMs == 0) {
        report.accept(new EdgeFact.UtteranceAudible(first.id, nowNs));
      }
      int ms = Math.min(FRAME_MS, first.heldMs);
      first.heldMs -= ms;
      first.heardMs += ms;
      return first.id;
    }
    if (first.complete) {
      utterances.removeFirst();
      report.accept(new EdgeFact.UtteranceFinished(first.id, first.heardMs));
    }
    return UtteranceId.NONE;
  }
}
