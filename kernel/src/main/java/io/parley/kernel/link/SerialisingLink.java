package io.parley.kernel.link;

/**
 * The twin of the direct link: every message crosses as bytes, as it would between processes. What
 * works over it needs no shared memory. Safe from any thread.
 */
public final class SerialisingLink {
  private SerialisingLink() {}

  /** {@code agent} behind a byte boundary. */
  public static AgentSide toAgent(AgentSide agent) {
    return event -> agent.on(RecordCodec.decode(RecordCodec.encode(event), EdgeEvent.class));
  }

  /** {@code edge} behind a byte boundary. */
  public static EdgeSide toEdge(EdgeSide edge) {
    return order -> edge.order(RecordCodec.decode(RecordCodec.encode(order), AgentOrder.class));
  }
}
