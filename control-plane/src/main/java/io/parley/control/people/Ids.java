package io.parley.control.people;

import io.parley.kernel.id.CallId;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids that sort by when they were made: UUIDs of version 7, as calls have. Stateless. */
final class Ids {
  private Ids() {}

  static UUID fresh(Instant now, RandomGenerator random) {
    return CallId.at(now.toEpochMilli(), random).value();
  }
}
