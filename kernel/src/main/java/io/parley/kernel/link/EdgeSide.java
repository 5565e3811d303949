package io.parley.kernel.link;

/** The edge as the agent sees it. Safe from any thread; returns at once. */
@FunctionalInterface
public interface EdgeSide {
  /** Carries out one order, or says why not. */
  Outcome order(AgentOrder order);

  /** What became of an order. */
  enum Outcome {
    /** It is carried out, or queued to be. */
    TAKEN,
    /**
     * There is no room; only {@link AgentOrder.Say} is ever told so: try again when room is due.
     */
    FULL,
    /** The call, leg or utterance is over. */
    GONE
  }
}
