package io.parley.control.webhooks;

import io.parley.control.Refusal;
import io.parley.control.agents.Revised;
import io.parley.control.document.Documents;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.control.jobs.Queue;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A tenant's webhooks. Each method with a JdbcTemplate works within one transaction of it. */
public final class Webhooks {
  /** What a webhook is made of. */
  public static final Schema SCHEMA = Schema.of("webhook");

  private static final String WHAT = "webhook";
  private static final int MOST = 20;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final String SELECT =
      "SELECT id, url, events, active, description, failures, resting_until, created_at,"
          + " updated_at, revision FROM webhooks WHERE tenant_id = ?";

  private final Targets targets;
  private final WebhookSecrets secrets;
  private final InstantSource wall;
  private final SecureRandom random = new SecureRandom();

  Webhooks(Targets targets, WebhookSecrets secrets, InstantSource wall) {
    this.targets = targets;
    this.secrets = secrets;
    this.wall = wall;
  }

  /** What a webhook is to be. */
  public record Wanted(String url, List<String> events, boolean active, String description) {}

  /**
   * A webhook.
   *
   * @param failures attempts in a row that its receiver did not take, of whatever delivery
   * @param restingUntil nothing is sent until then because of them; null when it is sent
   */
  public record Webhook(
      UUID id,
      String url,
      List<String> events,
      boolean active,
      String description,
      int failures,
      @Nullable Instant restingUntil,
      Instant createdAt,
      Instant updatedAt,
      long revision) {
    Wanted wanted() {
      return new Wanted(url, events, active, description);
    }

    /** With the number of its last change. */
    public Revised<Webhook> revised() {
      return new Revised<>(revision, this);
    }
  }

  /** A webhook with its fresh secret, which is not shown again. */
  public record Made(Webhook webhook, String secret) {
    @Override
    public String toString() {
      return "Made[" + webhook.id() + ", ***]";
    }
  }

  /**
   * What {@code document} asks for; refused when it cannot be. Looks the target's name up: not for
   * a transaction.
   */
  public Wanted wanted(JsonNode document) {
    Wanted wanted = Documents.value(SCHEMA.complete(document), Wanted.class);
    targets.require(wanted.url());
    List<String> events = Outbox.EVENTS.stream().filter(wanted.events()::contains).toList();
    return new Wanted(wanted.url(), events, wanted.active(), wanted.description());
  }

  /** The newest first, those older than {@code before}, at most {@code limit}. */
  public List<Webhook> list(JdbcTemplate jdbc, TenantId tenant, @Nullable UUID before, int limit) {
    String older = before == null ? "" : " AND id < ?";
    Object[] values =
        before == null ? new Object[] {tenant.value()} : new Object[] {tenant.value(), before};
    return jdbc.query(
        SELECT + older + " ORDER BY id DESC LIMIT " + limit, (row, _) -> webhook(row), values);
  }

  /** The webhook of this id. */
  public Webhook get(JdbcTemplate jdbc, TenantId tenant, UUID id) {
    return find(jdbc, tenant, id, "").orElseThrow(() -> Refusal.missing(WHAT));
  }

  private static Optional<Webhook> find(JdbcTemplate jdbc, TenantId tenant, UUID id, String lock) {
    return jdbc
        .query(SELECT + " AND id = ?" + lock, (row, _) -> webhook(row), tenant.value(), id)
        .stream()
        .findFirst();
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    Timestamp resting = row.getTimestamp(7);
    return new Webhook(
        row.getObject(1, UUID.class),
        row.getString(2),
        List.of((String[]) row.getArray(3).getArray()),
        row.getBoolean(4),
        row.getString(5),
        row.getInt(6),
        resting == null ? null : resting.toInstant(),
        row.getTimestamp(8).toInstant(),
        row.getTimestamp(9).toInstant(),
        row.getLong(10));
  }

  /** Makes a webhook. */
  public Made create(JdbcTemplate jdbc, Requester who, Wanted wanted) {
    TenantId tenant = who.tenant();
    Integer count =
        jdbc.queryForObject(
            "SELECT count(*) FROM webhooks WHERE tenant_id = ?", Integer.class, tenant.value());
    if (count != null && count >= MOST) {
      throw Refusal.conflict(
          "too-many-webhooks", "There are " + count + " webhooks already: delete some first.");
    }
    Instant now = wall.instant();
    UUID id = CallId.at(now.toEpochMilli(), random).value();
    jdbc.update(
        "INSERT INTO webhooks (tenant_id, id, url, events, active, description)"
            + " VALUES (?, ?, ?, string_to_array(?, ' '), ?, ?)",
        tenant.value(),
        id,
        wanted.url(),
        String.join(" ", wanted.events()),
        wanted.active(),
        wanted.description());
    String secret = secrets.put(jdbc, tenant, id, now);
    Queue.put(jdbc, SweepJob.NAME, List.of(Sweep.of(tenant, id)), now.plus(SweepJob.EVERY));
    record(jdbc, who, "webhook.created", id, null, Documents.text(wanted));
    return new Made(get(jdbc, tenant, id), secret);
  }

  private static void record(
      JdbcTemplate jdbc,
      Requester who,
      String action,
      UUID id,
      @Nullable String before,
      @Nullable String after) {
    AuditLog.record(jdbc, who, action, WHAT, id.toString(), before, after);
  }

  /** Changes what it is; what waits for it goes on at once, to the new address if it is one. */
  public Webhook replace(JdbcTemplate jdbc, Requester who, UUID id, long seen, Wanted wanted) {
    Webhook before = locked(jdbc, who, id, seen);
    Timestamp now = Timestamp.from(wall.instant());
    jdbc.update(
        "UPDATE webhooks SET url = ?, events = string_to_array(?, ' '), active = ?,"
            + " description = ?, failures = 0, resting_until = NULL, revision = revision + 1,"
            + " updated_at = ? WHERE tenant_id = ? AND id = ?",
        wanted.url(),
        String.join(" ", wanted.events()),
        wanted.active(),
        wanted.description(),
        now,
        who.tenant().value(),
        id);
    jdbc.update(
        "UPDATE webhook_deliveries SET next_attempt_at = ? WHERE tenant_id = ? AND webhook_id = ?"
            + " AND status = 'pending' AND next_attempt_at > ?",
        now,
        who.tenant().value(),
        id,
        now);
    Queue.hasten(jdbc, LaneJob.NAME, Lane.prefix(who.tenant(), id), now.toInstant());
    String old = Documents.text(before.wanted());
    record(jdbc, who, "webhook.changed", id, old, Documents.text(wanted));
    return get(jdbc, who.tenant(), id);
  }

  /** Takes it away, with what waits for it and what was delivered. */
  public void delete(JdbcTemplate jdbc, Requester who, UUID id, long seen) {
    Webhook before = locked(jdbc, who, id, seen);
    jdbc.update("DELETE FROM webhooks WHERE tenant_id = ? AND id = ?", who.tenant().value(), id);
    Queue.put(jdbc, SweepJob.NAME, List.of(Sweep.of(who.tenant(), id)), wall.instant());
    record(jdbc, who, "webhook.deleted", id, Documents.text(before.wanted()), null);
  }

  /**
   * Gives it another secret; the one before signs beside it for {@code overlap}. Older ones end.
   */
  public Made rotate(JdbcTemplate jdbc, Requester who, UUID id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new InvalidDocument(
          "overlap_hours",
          "is no time the old secret can go on for",
          "give 0 to " + LONGEST_OVERLAP.toHours());
    }
    Webhook webhook = locked(jdbc, who, id, Revised.ANY);
    Instant now = wall.instant();
    secrets.end(jdbc, who.tenant(), id, now, overlap);
    String secret = secrets.put(jdbc, who.tenant(), id, now);
    record(
        jdbc,
        who,
        "webhook.secret-rotated",
        id,
        null,
        "{\"overlap_hours\":" + overlap.toHours() + "}");
    return new Made(webhook, secret);
  }

  private static Webhook locked(JdbcTemplate jdbc, Requester who, UUID id, long seen) {
    Webhook webhook =
        find(jdbc, who.tenant(), id, " FOR UPDATE").orElseThrow(() -> Refusal.missing(WHAT));
    if (seen != Revised.ANY && seen != webhook.revision()) {
      throw Refusal.outdated(WHAT);
    }
    return webhook;
  }
}
