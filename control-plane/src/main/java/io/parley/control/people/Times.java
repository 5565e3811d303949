package io.parley.control.people;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants to and from the database, which keeps microseconds. Stateless. */
final class Times {
  private Times() {}

  static OffsetDateTime sql(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime sqlOrNull(@Nullable Instant instant) {
    return instant == null ? null : sql(instant);
  }

  static Instant of(Timestamp time) {
    return time.toInstant();
  }

  static @Nullable Instant ofOrNull(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
