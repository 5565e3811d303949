package io.parley.kernel.route;

import io.parley.kernel.id.TenantId;

/** What a dialled number reaches. */
public sealed interface Route {
  /** An agent of a tenant. */
  record ToAgent(TenantId tenant, AgentRef agent) implements Route {}

  /** The caller's own audio. */
  record Echo(TenantId tenant) implements Route {}

  /** The milliwatt tone. */
  record Milliwatt(TenantId tenant) implements Route {}

  /** Nothing: 404. */
  record Unknown() implements Route {}
}
