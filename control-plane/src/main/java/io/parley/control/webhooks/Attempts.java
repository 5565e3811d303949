package io.parley.control.webhooks;

import io.parley.control.jobs.Queue;
import io.parley.control.secret.SecretFault;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is to be sent next in a lane, and what came of it. Each method works within one transaction
 * of the lane's tenant; {@link #note} locks the webhook first, as whoever changes its deliveries.
 */
final class Attempts {
  /** The probe that shows whether a resting receiver is back has this long to do so. */
  private static final Duration PROBE = Duration.ofSeconds(15);

  private static final Duration WHILE_INACTIVE = Duration.ofMinutes(10);

  private final WebhookLimits limits;
  private final WebhookCounters counters;
  private final WebhookSecrets secrets;
  private final InstantSource wall;
  private final RandomGenerator random;

  Attempts(LaneJob.Parts parts, WebhookSecrets secrets) {
    this.limits = parts.limits();
    this.counters = parts.counters();
    this.wall = parts.wall();
    this.random = parts.random();
    this.secrets = secrets;
  }

  /** What to do. */
  sealed interface Step {
    /** There is nothing left. */
    record Done() implements Step {}

    /** There is nothing to do until then. */
    record Wait(Instant until) implements Step {}

    /** A delivery was too old; there may be more. */
    record GaveUp() implements Step {}

    /**
     * Sends this.
     *
     * @param secrets those in force, the newest first
     */
    record Send(Head head, URI url, List<String> secrets) implements Step {}

    /** It cannot be signed. */
    record Unsigned(Head head, String reason) implements Step {}
  }

  /** The first delivery of a lane that has not ended. */
  record Head(
      UUID id,
      String eventId,
      String type,
      String payload,
      int attempts,
      Instant createdAt,
      Instant nextAttemptAt) {
    boolean isTest() {
      return type.equals(Deliveries.TEST);
    }
  }

  private record Receiver(
      String url, boolean active, int failures, @Nullable Instant restingUntil) {
    boolean restsAt(Instant now) {
      return restingUntil != null && restingUntil.isAfter(now);
    }
  }

  /** What is to be done next; counts an attempt of the probe as begun. */
  Step next(JdbcTemplate jdbc, Lane lane) {
    Optional<Head> found = head(jdbc, lane);
    Optional<Receiver> known = found.isEmpty() ? Optional.empty() : receiver(jdbc, lane, "");
    if (found.isEmpty() || known.isEmpty()) {
      return new Step.Done();
    }
    Head head = found.get();
    Receiver receiver = known.get();
    Instant now = wall.instant();
    if (!head.createdAt().plus(limits.giveUp()).isAfter(now)) {
      giveUp(jdbc, lane, head, now);
      return new Step.GaveUp();
    }
    Instant until = head.isTest() ? now : due(jdbc, lane, head, receiver, now);
    return until.isAfter(now) ? new Step.Wait(until) : send(jdbc, lane, head, receiver, now);
  }

  private Step send(JdbcTemplate jdbc, Lane lane, Head head, Receiver receiver, Instant now) {
    try {
      List<String> inForce = secrets.inForce(jdbc, lane.tenant(), lane.webhook(), now);
      return new Step.Send(head, Targets.target(receiver.url()), inForce);
    } catch (SecretFault lost) {
      return new Step.Unsigned(head, "no signature: " + lost.getMessage());
    }
  }

  /** When {@code head} may be sent; not after {@code now} when it may. */
  private Instant due(JdbcTemplate jdbc, Lane lane, Head head, Receiver receiver, Instant now) {
    if (!receiver.active()) {
      return now.plus(WHILE_INACTIVE);
    }
    if (head.nextAttemptAt().isAfter(now)) {
      return head.nextAttemptAt();
    }
    if (receiver.restsAt(now)) {
      return spread(Objects.requireNonNull(receiver.restingUntil()));
    }
    boolean probe = receiver.failures() >= limits.failuresToRest();
    return !probe || isProbeOurs(jdbc, lane, receiver, now) ? now : spread(now.plusSeconds(1));
  }

  private Instant spread(Instant from) {
    return from.plusMillis(random.nextLong(1_000));
  }

  private static boolean isProbeOurs(JdbcTemplate jdbc, Lane lane, Receiver receiver, Instant now) {
    Instant seen = receiver.restingUntil();
    int taken =
        jdbc.update(
            "UPDATE webhooks SET resting_until = ? WHERE tenant_id = ? AND id = ?"
                + " AND resting_until IS NOT DISTINCT FROM ?::timestamptz",
            Timestamp.from(now.plus(PROBE)),
            lane.tenant().value(),
            lane.webhook(),
            seen == null ? null : Timestamp.from(seen));
    return taken == 1;
  }

  private static Optional<Head> head(JdbcTemplate jdbc, Lane lane) {
    return jdbc
        .query(
            "SELECT id, event_id, type, payload, attempts, created_at, next_attempt_at"
                + " FROM webhook_deliveries WHERE tenant_id = ? AND webhook_id = ? AND lane = ?"
                + " AND status = 'pending' ORDER BY position LIMIT 1",
            (row, _) ->
                new Head(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5),
                    row.getTimestamp(6).toInstant(),
                    row.getTimestamp(7).toInstant()),
            lane.tenant().value(),
            lane.webhook(),
            lane.of())
        .stream()
        .findFirst();
  }

  private static Optional<Receiver> receiver(JdbcTemplate jdbc, Lane lane, String lock) {
    return jdbc
        .query(
            "SELECT url, active, failures, resting_until FROM webhooks"
                + " WHERE tenant_id = ? AND id = ?"
                + lock,
            (row, _) -> {
              Timestamp resting = row.getTimestamp(4);
              return new Receiver(
                  row.getString(1),
                  row.getBoolean(2),
                  row.getInt(3),
                  resting == null ? null : resting.toInstant());
            },
            lane.tenant().value(),
            lane.webhook())
        .stream()
        .findFirst();
  }

  /** Whether a lane has deliveries that somebody still wants. */
  boolean hasPending(JdbcTemplate jdbc, Lane lane) {
    return head(jdbc, lane).isPresent() && receiver(jdbc, lane, "").isPresent();
  }

  private void giveUp(JdbcTemplate jdbc, Lane lane, Head head, Instant now) {
    jdbc.update(
        "UPDATE webhook_deliveries SET status = 'given-up', ended_at = ?"
            + " WHERE tenant_id = ? AND id = ?",
        Timestamp.from(now),
        lane.tenant().value(),
        head.id());
    counters.givenUp.increment();
  }

  /**
   * Keeps what came of an attempt.
   *
   * @return when to try again; empty when the receiver has it
   */
  Optional<Instant> note(JdbcTemplate jdbc, Lane lane, Head head, Instant at, Reply reply) {
    Optional<Receiver> receiver = receiver(jdbc, lane, " FOR UPDATE");
    int attempt = head.attempts() + 1;
    jdbc.update(
        "INSERT INTO webhook_attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        lane.tenant().value(),
        head.id(),
        attempt,
        Timestamp.from(at),
        reply.tookMs(),
        reply.status() == 0 ? null : reply.status(),
        reply.error(),
        reply.excerpt());
    Instant now = wall.instant();
    Instant again = now.plus(limits.retry(attempt, random));
    jdbc.update(
        "UPDATE webhook_deliveries SET attempts = ?, status = ?, next_attempt_at = ?, ended_at = ?"
            + " WHERE tenant_id = ? AND id = ?",
        attempt,
        reply.isTaken() ? "delivered" : "pending",
        Timestamp.from(again),
        reply.isTaken() ? Timestamp.from(now) : null,
        lane.tenant().value(),
        head.id());
    receiver.ifPresent(known -> noteReceiver(jdbc, lane, known, reply, now));
    return reply.isTaken() ? Optional.empty() : Optional.of(again);
  }

  private void noteReceiver(
      JdbcTemplate jdbc, Lane lane, Receiver receiver, Reply reply, Instant now) {
    if (reply.saysDown()) {
      int failures = receiver.failures() + 1;
      Duration rest = limits.rest(failures);
      setState(jdbc, lane, failures, rest.isZero() ? null : now.plus(rest));
      if (failures == limits.failuresToRest()) {
        counters.rests.increment();
      }
    } else if (!reply.refused() && receiver.failures() > 0) {
      setState(jdbc, lane, 0, null);
      if (receiver.restingUntil() != null) {
        resume(jdbc, lane, now);
      }
    }
  }

  private static void setState(
      JdbcTemplate jdbc, Lane lane, int failures, @Nullable Instant restingUntil) {
    jdbc.update(
        "UPDATE webhooks SET failures = ?, resting_until = ? WHERE tenant_id = ? AND id = ?",
        failures,
        restingUntil == null ? null : Timestamp.from(restingUntil),
        lane.tenant().value(),
        lane.webhook());
  }

  /** All that waits goes on at once: the receiver is there. */
  private static void resume(JdbcTemplate jdbc, Lane lane, Instant now) {
    jdbc.update(
        "UPDATE webhook_deliveries SET next_attempt_at = ? WHERE tenant_id = ? AND webhook_id = ?"
            + " AND status = 'pending' AND next_attempt_at > ?",
        Timestamp.from(now),
        lane.tenant().value(),
        lane.webhook(),
        Timestamp.from(now));
    Queue.hasten(jdbc, LaneJob.NAME, Lane.prefix(lane.tenant(), lane.webhook()), now);
  }
}
