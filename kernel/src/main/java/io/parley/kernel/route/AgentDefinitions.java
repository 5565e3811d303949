package io.parley.kernel.route;

import io.parley.kernel.id.TenantId;
import java.util.Optional;

/**
 * Published agents by tenant and version; answers from memory at once, whatever else is away. Safe
 * from any thread.
 */
@FunctionalInterface
public interface AgentDefinitions {
  /** The agent a call was routed to; empty when it is none of a tenant's. */
  Optional<PublishedAgent> find(TenantId tenant, AgentRef agent);
}
