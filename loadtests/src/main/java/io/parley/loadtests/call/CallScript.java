package io.parley.loadtests.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the caller speaks and when it hangs up, from what it hears. Pure but for its own
 * state; owned by the call's thread.
 */
final class CallScript {
  /** What the script wants now. */
  enum Wish {
    NOTHING,
    NEXT_STEP,
    HANG_UP
  }

  /**
   * The patience of the caller.
   *
   * @param settle silence after which the agent has finished
   * @param greeting how long to wait for the agent's first word
   * @param reply how long to wait for the first audio of a reply
   * @param longestReply after which a reply is taken as finished
   */
  record Patience(Duration settle, Duration greeting, Duration reply, Duration longestReply) {}

  private static final long STOPPED_NS = 200_000_000L;
  private static final long AUDIBLE_NS = 60_000_000L;

  private final List<Step> steps;
  private final Patience patience;
  private final AgentEar ear;
  private final List<Turn> turns = new ArrayList<>();
  private long answeredNs;
  private long waitingSinceNs;
  private long agentBeganNs;
  private boolean speaking;
  private int next;

  CallScript(List<Step> steps, Patience patience, AgentEar ear) {
    this.steps = List.copyOf(steps);
    this.patience = patience;
    this.ear = ear;
  }

  void onAnswered(long nowNs) {
    answeredNs = nowNs;
    waitingSinceNs = nowNs;
  }

  /** The step that {@link Wish#NEXT_STEP} asks for; its turn begins. */
  Step begin(long nowNs) {
    Step step = steps.get(next++);
    Turn turn = new Turn(step, nowNs);
    closeReply();
    turns.add(turn);
    speaking = true;
    return step;
  }

  /** The first loud frame of the running step has been sent. */
  void onFirstLoudSent(long nowNs) {
    Turn turn = turns.getLast();
    turn.firstLoudSentNs = nowNs;
    turn.agentWasSpeaking = ear.lastLoudNs() != 0 && !ear.isSilentFor(AUDIBLE_NS, nowNs);
  }

  /** The last loud frame of the running step has been sent. */
  void onLastLoudSent(long nowNs) {
    turns.getLast().lastLoudSentNs = nowNs;
  }

  /** The running step has been sent to its end. */
  void onStepEnded(long nowNs) {
    Turn turn = turns.getLast();
    turn.endedNs = nowNs;
    if (turn.lastLoudSentNs == 0) {
      turn.lastLoudSentNs = nowNs;
    }
    speaking = false;
    agentBeganNs = 0;
    waitingSinceNs = turn.lastLoudSentNs;
  }

  /** Called for each slot of the grid; says what to do next. */
  Wish onTick(long nowNs) {
    watchStop(nowNs);
    if (speaking || answeredNs == 0) {
      return Wish.NOTHING;
    }
    watchReply();
    boolean mayGoOn = isInterruptDue(nowNs) || isAgentFinished(nowNs);
    if (!mayGoOn) {
      return Wish.NOTHING;
    }
    closeReply();
    return next < steps.size() ? Wish.NEXT_STEP : Wish.HANG_UP;
  }

  private void watchStop(long nowNs) {
    Turn turn = turns.isEmpty() ? null : turns.getLast();
    boolean open = turn != null && turn.agentWasSpeaking && turn.agentSilentNs == 0;
    if (turn != null && open && ear.isSilentFor(STOPPED_NS, nowNs)) {
      turn.agentSilentNs = ear.lastLoudNs() + 20_000_000L;
    }
  }

  private void watchReply() {
    boolean began = ear.spurtNs() != 0 && ear.spurtNs() - waitingSinceNs >= 0;
    if (agentBeganNs == 0 && began) {
      agentBeganNs = ear.spurtNs();
      if (!turns.isEmpty()) {
        turns.getLast().replyNs = agentBeganNs;
      }
    }
  }

  private boolean isInterruptDue(long nowNs) {
    boolean interrupts =
        next < steps.size()
            && steps.get(next) instanceof Step.Say say
            && say.interruptAfter() != null;
    return interrupts
        && agentBeganNs != 0
        && !ear.isSilentFor(AUDIBLE_NS, nowNs)
        && nowNs - agentBeganNs >= interruptNs();
  }

  private long interruptNs() {
    @Nullable Duration after =
        steps.get(next) instanceof Step.Say say ? say.interruptAfter() : null;
    return after == null ? Long.MAX_VALUE : after.toNanos();
  }

  private boolean isAgentFinished(long nowNs) {
    long settleNs = patience.settle().toNanos();
    if (agentBeganNs != 0) {
      return ear.isSilentFor(settleNs, nowNs)
          || nowNs - agentBeganNs >= patience.longestReply().toNanos();
    }
    boolean onlyATail = ear.lastLoudNs() - waitingSinceNs > 0;
    if (onlyATail && ear.isSilentFor(3 * settleNs, nowNs)) {
      return true;
    }
    Duration limit = turns.isEmpty() ? patience.greeting() : patience.reply();
    return nowNs - waitingSinceNs >= limit.toNanos();
  }

  private void closeReply() {
    if (!turns.isEmpty() && turns.getLast().replyNs != 0 && turns.getLast().replyEndNs == 0) {
      turns.getLast().replyEndNs = ear.lastLoudNs() + 20_000_000L;
    }
  }

  /** What has been measured so far, in order. */
  List<Turn> turns() {
    return List.copyOf(turns);
  }
}
