package io.parley.agent.sim;

import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call as the edge sees it: its leg, and the caller who follows a script. */
public final class SimCall {
  private static final int FRAME_MS = 20;

  /** How long a caller waits for a reply before he speaks again. */
  private static final int PATIENCE_MS = 5_000;

  private final SimLine line;
  private final LegId leg;
  private final SimPlayout playout;
  private final SimMicrophone microphone;
  private final ArrayDeque<CallerStep> script = new ArrayDeque<>();
  private long seq;
  private long lastOrder;
  private long quietMs;
  private int audibleMs;
  private long waitedMs;
  private boolean answered;
  private boolean replyOwed;
  private @Nullable EndReason ended;

  /** What happened, in order: the facts that were sent and the orders that came. */
  public final List<Object> log = new ArrayList<>();

  /** When the orders and facts of {@link #log} happened, in milliseconds. */
  public final List<Long> logMs = new ArrayList<>();

  /** A call that rings on {@code line}. */
  SimCall(SimLine line, CallId id, CallerStep... steps) {
    this.line = line;
    leg = LegId.first(id);
    playout = new SimPlayout(this::report);
    microphone = new SimMicrophone(this::report, playout::pause, playout::heardMs);
    script.addAll(List.of(steps));
  }

  /** What a caller does next. */
  public sealed interface CallerStep {
    /** Speaks when the agent has been quiet for a moment; 60 ms a character, at least 300 ms. */
    record Say(String words) implements CallerStep {}

    /** Speaks {@code words} for {@code ms} when the agent has been audible for {@code afterMs}. */
    record Over(int afterMs, String words, int ms, double dbfs) implements CallerStep {}

    /** Speaks at once. */
    record SayNow(String words) implements CallerStep {}

    /** Does nothing for a while. */
    record Wait(int ms) implements CallerStep {}

    /** Presses a key when the agent has been quiet for a moment. */
    record Press(char key) implements CallerStep {}

    /** Presses a key now. */
    record PressNow(char key) implements CallerStep {}

    /** Puts the agent on hold, or takes him back. */
    record Hold(boolean held) implements CallerStep {}

    /** Somebody else orders something of the agent. */
    record Outside(CallOrder order) implements CallerStep {}

    /** Hangs up. */
    record HangUp() implements CallerStep {}
  }

  /** The call. */
  public CallId id() {
    return leg.call();
  }

  /** Why it ended, or null while it is up. */
  public @Nullable EndReason ended() {
    return ended;
  }

  /** Whether the caller has done everything he meant to. */
  public boolean scriptDone() {
    return script.isEmpty();
  }

  /** More to do for the caller. */
  public void then(CallerStep... steps) {
    script.addAll(List.of(steps));
  }

  void report(EdgeFact fact) {
    replyOwed &= !(fact instanceof EdgeFact.UtteranceFinished);
    note(fact);
    line.send(TenantId.DEFAULT, leg, ++seq, fact);
  }

  private void note(Object what) {
    log.add(what);
    logMs.add(line.nowMs());
  }

  Outcome order(AgentOrder order) {
    if (order.seq() <= lastOrder) {
      throw new AssertionError("order " + order.seq() + " after " + lastOrder);
    }
    lastOrder = order.seq();
    if (ended != null) {
      return Outcome.GONE;
    }
    Outcome outcome =
        switch (order.order()) {
          case AgentOrder.Answer _ -> {
            answered = true;
            line.later(() -> report(new EdgeFact.CallAnswered()));
            yield Outcome.TAKEN;
          }
          case AgentOrder.Refuse _ -> end(EndReason.AGENT_UNAVAILABLE);
          case AgentOrder.HangUp hangUp -> end(hangUp.reason());
          case AgentOrder.Listen listen -> {
            microphone.listen(listen.profile().silenceMs());
            yield Outcome.TAKEN;
          }
          case AgentOrder.SpeechOrder speech -> playout.order(speech);
        };
    if (outcome == Outcome.TAKEN) {
      note(order.order());
    }
    return outcome;
  }

  private Outcome end(EndReason reason) {
    ended = reason;
    line.later(() -> report(new EdgeFact.CallEnded(reason)));
    return Outcome.TAKEN;
  }

  /** One frame. */
  void tick(long nowNs) {
    if (!answered || ended != null) {
      return;
    }
    UtteranceId played = playout.tick(nowNs);
    audibleMs = played.equals(UtteranceId.NONE) ? 0 : audibleMs + FRAME_MS;
    quietMs = playout.idle() && microphone.quiet() ? quietMs + FRAME_MS : 0;
    microphone.tick(nowNs);
    CallerStep next = script.peekFirst();
    if (next != null && act(next)) {
      script.removeFirst();
      waitedMs = 0;
    } else {
      waitedMs += FRAME_MS;
    }
  }

  private boolean act(CallerStep step) {
    boolean floorIsFree = quietMs >= (replyOwed ? PATIENCE_MS : 300);
    return switch (step) {
      case CallerStep.Say say when floorIsFree -> {
        sound(say.words(), Math.max(300, say.words().length() * 60), -20);
        yield true;
      }
      case CallerStep.Over over when audibleMs >= over.afterMs() -> {
        sound(over.words(), over.ms(), over.dbfs());
        yield true;
      }
      case CallerStep.SayNow say when microphone.quiet() -> {
        sound(say.words(), Math.max(300, say.words().length() * 60), -20);
        yield true;
      }
      case CallerStep.Wait wait -> waitedMs >= wait.ms();
      case CallerStep.Press press when floorIsFree -> {
        report(new EdgeFact.DigitPressed(press.key(), 100));
        yield true;
      }
      case CallerStep.PressNow press -> {
        report(new EdgeFact.DigitPressed(press.key(), 100));
        yield true;
      }
      case CallerStep.Hold hold -> {
        report(new EdgeFact.HoldChanged(hold.held()));
        yield true;
      }
      case CallerStep.Outside outside -> {
        report(new EdgeFact.OrderCame(outside.order()));
        yield true;
      }
      case CallerStep.HangUp _ -> {
        end(EndReason.CALLER_HANGUP);
        yield true;
      }
      default -> false;
    };
  }

  private void sound(String words, int ms, double dbfs) {
    quietMs = 0;
    replyOwed = true;
    microphone.sound(line.providers().sound(words), ms, dbfs);
  }

  /** The facts and orders of one kind, in order. */
  public <T> List<T> logged(Class<T> kind) {
    return log.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** When the {@code index}-th fact or order of one kind happened, in milliseconds. */
  public long atMs(Class<?> kind, int index) {
    int left = index;
    for (int i = 0; i < log.size(); i++) {
      if (kind.isInstance(log.get(i)) && left-- == 0) {
        return logMs.get(i);
      }
    }
    throw new AssertionError("no " + kind.getSimpleName() + " number " + index + " in " + log);
  }
}
