package io.parley.control.webhooks;

import io.parley.control.Refusal;
import io.parley.control.document.Documents;
import io.parley.control.jobs.Queue;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The log of what was sent and is to be sent. Each method works within one transaction of the
 * tenant; the webhook has been looked up before.
 */
public final class Deliveries {
  /** The type of a test event. */
  static final String TEST = "webhook.test";

  private static final String WHAT = "delivery";
  private static final String SELECT =
      "SELECT d.id, d.event_id, d.type, d.call_id, d.status, d.attempts, d.created_at,"
          + " d.next_attempt_at, d.ended_at, d.replay_of, a.at, a.took_ms, a.http_status, a.error,"
          + " a.excerpt FROM webhook_deliveries d LEFT JOIN webhook_attempts a"
          + " ON a.tenant_id = d.tenant_id AND a.delivery_id = d.id AND a.attempt = d.attempts"
          + " WHERE d.tenant_id = ? AND d.webhook_id = ?";
  private static final String INSERT =
      "INSERT INTO webhook_deliveries (tenant_id, id, webhook_id, lane, event_id, type, call_id,"
          + " payload, created_at, next_attempt_at, replay_of)";

  private final InstantSource wall;
  private final WebhookCounters counters;
  private final DeliveryIds ids;

  Deliveries(InstantSource wall, DeliveryIds ids, WebhookCounters counters) {
    this.wall = wall;
    this.ids = ids;
    this.counters = counters;
  }

  /**
   * One attempt.
   *
   * @param httpStatus null when there was no answer
   * @param error why there was none; empty when there was one
   * @param excerpt the beginning of the answer
   */
  public record Attempt(
      int attempt,
      Instant at,
      long tookMs,
      @Nullable Integer httpStatus,
      String error,
      String excerpt) {}

  /**
   * An event on its way to a webhook.
   *
   * @param status {@code pending}, {@code delivered} or {@code given-up}
   * @param nextAttemptAt not before then; null when it has ended
   * @param last null while there was no attempt
   * @param replayOf the delivery it repeats; null for the first of its event
   */
  public record Delivery(
      UUID id,
      String eventId,
      String type,
      @Nullable UUID callId,
      String status,
      int attempts,
      Instant createdAt,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant endedAt,
      @Nullable UUID replayOf,
      @Nullable Attempt last) {}

  /** A delivery with what is sent and all its attempts, the first one first. */
  public record Detail(Delivery delivery, JsonNode payload, List<Attempt> history) {}

  /**
   * What to list.
   *
   * @param status null for any
   * @param call null for any
   * @param before null to begin with the newest
   */
  public record Filter(@Nullable String status, @Nullable UUID call, @Nullable UUID before) {}

  /** The newest first, at most {@code limit}. */
  public List<Delivery> list(
      JdbcTemplate jdbc, TenantId tenant, UUID webhook, Filter filter, int limit) {
    StringBuilder sql = new StringBuilder(SELECT);
    List<Object> values = new ArrayList<>(List.of(tenant.value(), webhook));
    if (filter.status() != null) {
      sql.append(" AND d.status = ?");
      values.add(filter.status());
    }
    if (filter.call() != null) {
      sql.append(" AND d.call_id = ?");
      values.add(filter.call());
    }
    if (filter.before() != null) {
      sql.append(" AND d.id < ?");
      values.add(filter.before());
    }
    sql.append(" ORDER BY d.id DESC LIMIT ").append(limit);
    return jdbc.query(sql.toString(), (row, _) -> delivery(row), values.toArray());
  }

  /** One of them, whole. */
  public Detail get(JdbcTemplate jdbc, TenantId tenant, UUID webhook, UUID id) {
    Delivery delivery = find(jdbc, tenant, webhook, id);
    String payload =
        jdbc.queryForObject(
            "SELECT payload FROM webhook_deliveries WHERE tenant_id = ? AND id = ?",
            String.class,
            tenant.value(),
            id);
    List<Attempt> history =
        jdbc.query(
            "SELECT attempt, at, took_ms, http_status, error, excerpt FROM webhook_attempts"
                + " WHERE tenant_id = ? AND delivery_id = ? ORDER BY attempt",
            (row, _) ->
                new Attempt(
                    row.getInt(1),
                    row.getTimestamp(2).toInstant(),
                    row.getLong(3),
                    row.getObject(4, Integer.class),
                    row.getString(5),
                    row.getString(6)),
            tenant.value(),
            id);
    return new Detail(delivery, Documents.tree(String.valueOf(payload)), history);
  }

  private static Delivery find(JdbcTemplate jdbc, TenantId tenant, UUID webhook, UUID id) {
    return jdbc
        .query(SELECT + " AND d.id = ?", (row, _) -> delivery(row), tenant.value(), webhook, id)
        .stream()
        .findFirst()
        .orElseThrow(() -> Refusal.missing(WHAT));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    int attempts = row.getInt(6);
    Timestamp ended = row.getTimestamp(9);
    Timestamp tried = row.getTimestamp(11);
    Attempt last =
        tried == null
            ? null
            : new Attempt(
                attempts,
                tried.toInstant(),
                row.getLong(12),
                row.getObject(13, Integer.class),
                row.getString(14),
                row.getString(15));
    return new Delivery(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getObject(4, UUID.class),
        row.getString(5),
        attempts,
        row.getTimestamp(7).toInstant(),
        ended == null ? row.getTimestamp(8).toInstant() : null,
        ended == null ? null : ended.toInstant(),
        row.getObject(10, UUID.class),
        last);
  }

  /** Has the event of a delivery sent once more, beside whatever else is on its way. */
  public Delivery replay(JdbcTemplate jdbc, Requester who, UUID webhook, UUID id) {
    TenantId tenant = who.tenant();
    Delivery before = find(jdbc, tenant, webhook, id);
    Instant now = wall.instant();
    UUID again = ids.next(now);
    jdbc.update(
        INSERT
            + " SELECT tenant_id, ?, webhook_id, ?, event_id, type, call_id, payload, ?, ?, id"
            + " FROM webhook_deliveries WHERE tenant_id = ? AND id = ?",
        again,
        again,
        Timestamp.from(now),
        Timestamp.from(now),
        tenant.value(),
        id);
    enqueue(jdbc, new Lane(tenant, webhook, again), now);
    String what = Documents.text(Map.of("event_id", before.eventId(), "delivery", again));
    AuditLog.record(jdbc, who, "webhook.replayed", "webhook", webhook.toString(), null, what);
    return find(jdbc, tenant, webhook, again);
  }

  /** Sends a test event, also to a webhook that is not active or whose receiver rests. */
  public Delivery test(JdbcTemplate jdbc, TenantId tenant, UUID webhook) {
    Instant now = wall.instant();
    UUID id = ids.next(now);
    String event = "test." + id;
    Outbox.Payload payload =
        new Outbox.Payload(
            TEST, event, now, null, null, Map.of("message", "A test: deliveries arrive."));
    Timestamp time = Timestamp.from(now);
    jdbc.update(
        INSERT + " VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, NULL)",
        tenant.value(),
        id,
        webhook,
        id,
        event,
        TEST,
        Documents.text(payload),
        time,
        time);
    enqueue(jdbc, new Lane(tenant, webhook, id), now);
    return find(jdbc, tenant, webhook, id);
  }

  private void enqueue(JdbcTemplate jdbc, Lane lane, Instant now) {
    Queue.put(jdbc, LaneJob.NAME, List.of(lane.text()), now);
    counters.enqueued.increment();
  }
}
