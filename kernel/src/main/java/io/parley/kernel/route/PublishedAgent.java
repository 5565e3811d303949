package io.parley.kernel.route;

import io.parley.kernel.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A published version of a tenant's agent.
 *
 * @param ref its id and version, as calls record them
 * @param lesson the tenant's lesson of that name as it is now; null when the tenant has none
 */
public record PublishedAgent(
    TenantId tenant, AgentRef ref, AgentDefinition definition, @Nullable LessonContent lesson) {}
