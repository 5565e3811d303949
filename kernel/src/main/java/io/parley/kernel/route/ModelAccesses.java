package io.parley.kernel.route;

import io.parley.kernel.id.TenantId;
import java.util.Optional;

/** Tenants' own language models; answers from memory at once. Safe from any thread. */
@FunctionalInterface
public interface ModelAccesses {
  /** How the model called {@code name} is reached; empty when there is none that can be used. */
  Optional<ModelAccess> find(TenantId tenant, String name);
}
