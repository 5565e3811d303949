package io.parley.agent;

import io.parley.agent.run.CallAgent;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeFact;
import org.jspecify.annotations.Nullable;

/** Who takes a call, by the agent it was routed to. Answers from memory at once; any thread. */
@FunctionalInterface
public interface AgentCatalog {
  /** The agent of a call of {@code tenant}, or null when there is none of that name. */
  @Nullable CallAgent agentFor(TenantId tenant, EdgeFact.CallOffered call);

  /** Asks {@code catalogs} in turn. */
  static AgentCatalog firstOf(AgentCatalog... catalogs) {
    AgentCatalog[] all = catalogs.clone();
    return (tenant, call) -> {
      for (AgentCatalog catalog : all) {
        CallAgent agent = catalog.agentFor(tenant, call);
        if (agent != null) {
          return agent;
        }
      }
      return null;
    };
  }
}
