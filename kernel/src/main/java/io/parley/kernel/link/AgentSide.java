package io.parley.kernel.link;

/** The agent as the edge sees it. Called from strands and fan-out threads; returns at once. */
@FunctionalInterface
public interface AgentSide {
  /** Takes one event. An agent that cannot keep up drops caller audio first, and counts it. */
  void on(EdgeEvent event);
}
