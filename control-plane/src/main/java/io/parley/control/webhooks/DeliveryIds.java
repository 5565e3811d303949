package io.parley.control.webhooks;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that sort in the order they were made, also within one millisecond: UUIDs of version 7 whose
 * next 12 bits count (RFC 9562 6.2, method 1). Safe from any thread.
 */
final class DeliveryIds {
  private static final int COUNTER_BITS = 12;

  private final SecureRandom random = new SecureRandom();
  private long last;

  /** The next id. */
  synchronized UUID next(Instant now) {
    last = Math.max(now.toEpochMilli() << COUNTER_BITS, last + 1);
    long high = (last >> COUNTER_BITS << 16) | 0x7000L | (last & 0x0fffL);
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
