package io.parley.control.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long is tried, waited and kept.
 *
 * @param connect for one address to answer
 * @param total for a whole attempt, name look-up and reading of the answer included
 * @param firstRetry after the first failed attempt of a delivery; doubles with each one
 * @param longestRetry what it doubles up to
 * @param giveUp after a delivery was made
 * @param failuresToRest failures in a row, of whatever delivery, after which a receiver is left
 *     alone for a while
 * @param firstRest how long at first; doubles with each failed attempt after it
 * @param longestRest what it doubles up to
 * @param atOnce attempts to one receiver at the same time
 * @param keep how long a delivery that has ended is kept
 */
public record WebhookLimits(
    Duration connect,
    Duration total,
    Duration firstRetry,
    Duration longestRetry,
    Duration giveUp,
    int failuresToRest,
    Duration firstRest,
    Duration longestRest,
    int atOnce,
    Duration keep) {
  /** As the server works. */
  public static final WebhookLimits DEFAULT =
      new WebhookLimits(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMinutes(10),
          Duration.ofHours(24),
          5,
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          6,
          Duration.ofDays(7));

  /** How long to wait after {@code attempts} failed ones, a fifth more or less by chance. */
  Duration retry(int attempts, RandomGenerator random) {
    long ms = doubled(firstRetry, longestRetry, attempts - 1).toMillis();
    return Duration.ofMillis(ms * 4 / 5 + random.nextLong(ms * 2 / 5 + 1));
  }

  /** How long a receiver rests after {@code failures} in a row; zero while it need not. */
  Duration rest(int failures) {
    return failures < failuresToRest
        ? Duration.ZERO
        : doubled(firstRest, longestRest, failures - failuresToRest);
  }

  private static Duration doubled(Duration first, Duration longest, int times) {
    Duration grown = first.multipliedBy(1L << Math.clamp(times, 0, 30));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }
}
