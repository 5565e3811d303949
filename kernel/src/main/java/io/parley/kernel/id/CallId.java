package io.parley.kernel.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One conversation and one record: a UUID of version 7 (RFC 9562 5.7), so that ids sort by start.
 */
public record CallId(UUID value) {
  /** A new id of the given wall time; {@code random} supplies the 74 random bits. */
  public static CallId at(long epochMs, RandomGenerator random) {
    long high = (epochMs << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new CallId(new UUID(high, low));
  }

  /**
   * Reads what {@link #toString} wrote; throws {@link IllegalArgumentException} on anything else.
   */
  public static CallId parse(String text) {
    return new CallId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
