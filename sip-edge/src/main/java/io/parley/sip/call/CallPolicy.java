package io.parley.sip.call;

import java.time.Duration;

/**
 * How long a leg waits for what.
 *
 * @param firstRepeat until an un-ACKed 200 is sent again; doubles up to {@code slowestRepeat}
 * @param ackPatience until an un-ACKed call is ended with BYE (RFC 3261 13.3.1.4)
 * @param agentPatience until a ringing call whose agent is not ready is refused with 480
 * @param byePatience until a dialog whose BYE nobody answers is forgotten
 * @param mediaPatience until a call is recorded without its media quality
 * @param holdLimit until a caller who holds is given up
 * @param maxCall until a call is ended whatever happens
 * @param retryAfterS for 503, in seconds
 */
public record CallPolicy(
    Duration firstRepeat,
    Duration slowestRepeat,
    Duration ackPatience,
    Duration agentPatience,
    Duration byePatience,
    Duration mediaPatience,
    Duration holdLimit,
    Duration maxCall,
    int retryAfterS) {
  /** Timers of RFC 3261 with T1 = 500 ms and T2 = 4 s; the others as the product ships. */
  public static CallPolicy defaults() {
    return new CallPolicy(
        Duration.ofMillis(500),
        Duration.ofSeconds(4),
        Duration.ofSeconds(32),
        Duration.ofSeconds(10),
        Duration.ofSeconds(40),
        Duration.ofSeconds(2),
        Duration.ofMinutes(35),
        Duration.ofHours(4),
        5);
  }
}
