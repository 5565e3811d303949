package io.parley.kernel.fault;

/** What a port answers instead of a result; it says who must act. Bugs are exceptions instead. */
public sealed interface Fault {
  /** One line for a log or an operator: the thing, the reason, the remedy. */
  String detail();

  /** The request itself is not acceptable; asking again changes nothing. */
  record Refused(String detail) implements Fault {}

  /** A peer or resource is away. */
  record Unavailable(String detail, Retry retry) implements Fault {}

  /** A limit is reached: admission control refuses new work, what runs goes on. */
  record Busy(String detail, int retryAfterS) implements Fault {}

  /** Whether trying again helps. */
  enum Retry {
    NEVER,
    LATER,
    ELSEWHERE
  }
}
