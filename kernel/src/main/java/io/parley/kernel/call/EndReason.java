package io.parley.kernel.call;

import java.util.Locale;

/** Why a call ended: a short stable list; what is particular goes into a detail beside it. */
public enum EndReason {
  CALLER_HANGUP,
  CALLER_CANCELLED,
  AGENT_HANGUP,
  OPERATOR_HANGUP,
  INACTIVITY,
  MAX_DURATION,
  NO_ROUTE,
  NOT_ACCEPTABLE,
  CAPACITY,
  CONCURRENCY_LIMIT_REACHED,
  RATE_LIMIT_REACHED,
  AGENT_UNAVAILABLE,
  ACK_TIMEOUT,
  MEDIA_TIMEOUT,
  DRAINED,
  NODE_CRASH,
  ERROR;

  /** The name in records and in the API: {@code caller-hangup}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
