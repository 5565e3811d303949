package io.parley.control.api;

import io.parley.kernel.call.EndReason;
import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;

/** Orders to running calls, of the tenant whose calls they are. Stateless. */
final class LiveOrders {
  private LiveOrders() {}

  /** Orders the call to end; false when none of this tenant's calls that are up has this id. */
  static boolean hangUp(LiveCalls live, TenantId tenant, CallId call) {
    return isUp(live, tenant, call) && live.hangUp(call, EndReason.OPERATOR_HANGUP);
  }

  /** Whether a call of this tenant of this id is up. */
  static boolean isUp(LiveCalls live, TenantId tenant, CallId call) {
    return live.snapshot().stream()
        .anyMatch(each -> each.call().equals(call) && each.tenant().equals(tenant));
  }
}
