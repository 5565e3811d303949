package io.parley.agent.run;

import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeSide.Outcome;

/** Where one call's orders are numbered and sent; used on the call's thread only. */
@FunctionalInterface
interface OrderDesk {
  Outcome order(AgentOrder.Order order);
}
