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

  /** Hands an order to the agent of a call. */
  Taking order(CallId call, CallOrder order);

  /** What became of an order. */
  enum Taking {
    /** The call's agent has it, or will have it next. */
    TAKEN,
    /** No call of this id is up. */
    GONE,
    /** No agent takes part in the call. */
    NO_AGENT,
    /** The call has as many orders waiting as it can hold. */
    FULL
  }

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
