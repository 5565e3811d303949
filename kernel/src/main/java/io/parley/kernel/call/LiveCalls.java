package io.parley.kernel.call;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.time.Instant;
import java.util.List;

/** The calls that are up: snapshots out, orders in. Safe from any thread. */
public interface LiveCalls {
  /** The calls of all tenants as of now, in no particular order. */
  List<LiveCall> snapshot();

  /** Orders a call to end with BYE; {@code false} when there is no such call. */
  boolean hangUp(CallId call, EndReason reason);

  /** One call that is up; {@code status} is ringing or in-progress. */
  record LiveCall(
      TenantId tenant,
      CallId call,
      String status,
      String from,
      String to,
      String agent,
      Instant startedAt) {}
}
