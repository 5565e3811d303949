package io.parley.agent.conversation;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.link.AgentOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event being handled: the state unpacked, and the effects so far. Lives for one call of {@link
 * Conversation#on}.
 */
final class Step {
  final Rules rules;
  final long nowNs;
  final List<Effect> effects = new ArrayList<>();

  Phase phase;
  final long offeredNs;
  boolean hearingReady;
  boolean answerOrdered;
  boolean held;
  int hearings;
  CallerTurn caller;
  @Nullable AgentReply reply;
  @Nullable Interruption interruption;
  Dialogue dialogue;
  Orders orders;
  private int listenMs;
  private final Map<Deadline, Long> armed = new EnumMap<>(Deadline.class);
  private long nextToken;

  Step(Rules rules, ConversationState state, long nowNs) {
    this.rules = rules;
    this.nowNs = nowNs;
    phase = state.phase();
    offeredNs = state.offeredNs();
    hearingReady = state.hearingReady();
    answerOrdered = state.answerOrdered();
    held = state.held();
    listenMs = state.listenMs();
    hearings = state.hearings();
    caller = state.caller();
    reply = state.reply();
    interruption = state.interruption();
    dialogue = state.dialogue();
    orders = state.orders();
    armed.putAll(state.armed());
    nextToken = state.nextToken();
  }

  ConversationState state() {
    return new ConversationState(
        phase,
        offeredNs,
        hearingReady,
        answerOrdered,
        held,
        listenMs,
        hearings,
        caller,
        reply,
        interruption,
        dialogue,
        orders,
        armed,
        nextToken);
  }

  TurnProfile profile() {
    return rules.profile();
  }

  /** The reply under way, which must be there. */
  AgentReply current() {
    return Objects.requireNonNull(reply, "no reply under way");
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  void command(AgentOrder.Order order) {
    effects.add(new Effect.Command(order));
  }

  void hangUp(EndReason reason, String detail) {
    decide("hang-up", "reason", reason.wireName(), "detail", detail);
    command(new AgentOrder.HangUp(reason, detail));
    phase = Phase.ENDED;
  }

  void arm(Deadline deadline, long delayMs) {
    armed.put(deadline, nextToken);
    effects.add(new Effect.Arm(deadline, nextToken++, Math.max(0, delayMs)));
  }

  void disarm(Deadline... deadlines) {
    for (Deadline deadline : deadlines) {
      if (armed.remove(deadline) != null) {
        effects.add(new Effect.Disarm(deadline));
      }
    }
  }

  boolean isArmed(Deadline deadline) {
    return armed.containsKey(deadline);
  }

  /** Takes a deadline that came; {@code false}: it is not the one that is armed. */
  boolean came(ConversationEvent.Due due) {
    return armed.remove(due.deadline(), due.token());
  }

  long msSince(long thenNs) {
    return (nowNs - thenNs) / 1_000_000;
  }

  long atMs() {
    return msSince(offeredNs);
  }

  /** Logs a decision; {@code inputs} are names and values in turn. */
  void decide(String decision, String... inputs) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i + 1 < inputs.length; i += 2) {
      named.put(inputs[i], inputs[i + 1]);
    }
    effects.add(new Effect.Note(new CallFact.Decided(atMs(), phase.name(), decision, named)));
  }

  /** Tells the detector what silence to listen for, and times the caller's silence. */
  void tune() {
    if (phase == Phase.ENDED) {
      return;
    }
    int wantedMs = profile().silenceMs(phase);
    if (wantedMs != listenMs) {
      listenMs = wantedMs;
      command(new AgentOrder.Listen(new AgentOrder.ListenProfile(wantedMs)));
    }
    int promptMs = profile().waits(phase).promptMs();
    boolean silent =
        phase.listens() && reply == null && !caller.open() && !caller.speech().live() && !held;
    if (!silent || promptMs == 0) {
      disarm(Deadline.SILENCE);
    } else if (!isArmed(Deadline.SILENCE)) {
      arm(Deadline.SILENCE, promptMs);
    }
  }

  int listenMs() {
    return listenMs;
  }
}
