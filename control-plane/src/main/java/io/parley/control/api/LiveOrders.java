package io.parley.control.api;

import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Orders to running calls, of the tenant whose calls they are. Safe from any thread. */
final class LiveOrders {
  private static final Logger LOG = LoggerFactory.getLogger(LiveOrders.class);

  private final LiveCalls live;
  private final TenantTransactions transactions;

  LiveOrders(LiveCalls live, TenantTransactions transactions) {
    this.live = live;
    this.transactions = transactions;
  }

  /**
   * Orders the call to end, and writes down who did. The call ends also while the database is away:
   * then the process's log has it. False when none of this tenant's calls that are up has this id.
   */
  boolean hangUp(Requester who, CallId call) {
    if (!isUp(who.tenant(), call) || !live.hangUp(call, EndReason.OPERATOR_HANGUP)) {
      return false;
    }
    try {
      transactions.in(
          who.tenant(),
          jdbc -> {
            AuditLog.record(jdbc, who, "call.hangup", "call", call.value().toString(), null, null);
            return true;
          });
    } catch (DataAccessException | TransactionException _) {
      LOG.warn(
          "call {} of {} was hung up by {}, not in the audit log: the database is away",
          call,
          who.tenant(),
          who.actor());
    }
    return true;
  }

  /** Whether a call of this tenant of this id is up. */
  boolean isUp(TenantId tenant, CallId call) {
    return live.snapshot().stream()
        .anyMatch(each -> each.call().equals(call) && each.tenant().equals(tenant));
  }
}
