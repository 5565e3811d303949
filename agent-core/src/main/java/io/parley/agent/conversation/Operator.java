package io.parley.agent.conversation;

import io.parley.agent.conversation.AgentReply.Status;
import io.parley.agent.think.Responder.Cue;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallOrder;

/** The side that is not on the line: what it orders is said, or changes what is said next. */
final class Operator {
  private Operator() {}

  static void onOrdered(Step step, CallOrder order) {
    switch (order) {
      case CallOrder.Say say -> {
        if (step.orders.full()) {
          refuse(step, say, "too many lines wait");
        } else {
          step.orders = step.orders.added(say);
        }
      }
      case CallOrder.UpdateContext update -> {
        step.orders = step.orders.about(step.orders.context().with(update.changes()));
        step.emit(
            new Effect.Note(
                new CallFact.ContextUpdated(step.atMs(), update.changes(), update.by())));
      }
    }
  }

  /** Says the next line that was ordered, if this is the moment for it. */
  static void speak(Step step) {
    CallOrder.Say line = step.orders.next();
    if (line == null || step.phase == Phase.RINGING || step.phase == Phase.ENDED || step.held) {
      return;
    }
    AgentReply reply = step.reply;
    boolean free = reply == null ? mayBegin(step, line) : line.now() && yields(step, reply);
    if (free) {
      step.decide(
          "say", "now", String.valueOf(line.now()), "chars", String.valueOf(line.text().length()));
      step.orders = step.orders.taken();
      Replies.relay(step, line);
    }
  }

  /** With nobody's reply under way: at once, or when the caller is not saying anything. */
  private static boolean mayBegin(Step step, CallOrder.Say line) {
    CallerTurn caller = step.caller;
    boolean quiet = !caller.open() && !caller.speech().live() && caller.digits().isEmpty();
    return step.phase.listens() && (line.now() || quiet);
  }

  /** Takes the floor from the agent, unless what it is about to say must not be lost. */
  private static boolean yields(Step step, AgentReply reply) {
    if (reply.status() == Status.ABANDONED || reply.saysGoodbye() || reply.order() != null) {
      return false;
    }
    if (reply.audible() || reply.cue() == Cue.SILENCE) {
      Floor.silence(step, reply);
      return true;
    }
    if (reply.answersUnheard()) {
      Floor.reopen(step, reply);
      return true;
    }
    return false;
  }

  /** The call is over: what was not said will not be. */
  static void drop(Step step) {
    step.orders.lines().forEach(line -> refuse(step, line, "the call is over"));
    step.orders = Orders.NONE.about(step.orders.context());
  }

  private static void refuse(Step step, CallOrder.Say line, String why) {
    step.decide("say-refused", "why", why, "by", line.by(), "text", line.text());
  }
}
