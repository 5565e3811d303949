package io.parley.control.recordings;

import io.parley.control.Refusal;
import io.parley.control.agents.Revised;
import io.parley.control.document.Documents;
import io.parley.control.document.Schema;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.kernel.id.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * For how long a tenant keeps recordings at most, whatever its agents say. Each method works within
 * one transaction of the tenant. Stateless.
 */
public final class Retention {
  /** What the settings are made of. */
  public static final Schema SCHEMA = Schema.of("recording-settings");

  /** Who deletes what has expired. */
  static final String ACTOR = "retention";

  private static final Revised<Settings> UNSET = new Revised<>(1, new Settings(365));

  private Retention() {}

  /** The settings. */
  public record Settings(int maxRetentionDays) {}

  /** Who deletes in a tenant's name when the time of a recording is over. */
  static Requester actor(TenantId tenant) {
    return Requester.of(tenant, ACTOR, Role.OWNER);
  }

  /** As they are, with their revision. */
  public static Revised<Settings> get(JdbcTemplate jdbc, TenantId tenant) {
    List<Revised<Settings>> found =
        jdbc.query(
            "SELECT revision, max_retention_days FROM recording_settings WHERE tenant_id = ?",
            (row, _) -> new Revised<>(row.getLong(1), new Settings(row.getInt(2))),
            tenant.value());
    return found.isEmpty() ? UNSET : found.getFirst();
  }

  static int maxDays(JdbcTemplate jdbc, TenantId tenant) {
    return get(jdbc, tenant).value().maxRetentionDays();
  }

  /** Changes them, and when each recording of the tenant expires. */
  public static Revised<Settings> put(
      JdbcTemplate jdbc, Requester who, long seen, JsonNode document, Instant now) {
    Settings wanted = Documents.value(SCHEMA.complete(document), Settings.class);
    String tenant = who.tenant().value();
    Revised<Settings> before = get(jdbc, who.tenant());
    if (seen != Revised.ANY && seen != before.revision()) {
      throw Refusal.outdated("settings");
    }
    int changed =
        jdbc.update(
            "INSERT INTO recording_settings AS s VALUES (?, ?, ?, ?) ON CONFLICT (tenant_id)"
                + " DO UPDATE SET max_retention_days = excluded.max_retention_days,"
                + " revision = excluded.revision, updated_at = excluded.updated_at"
                + " WHERE s.revision = ?",
            tenant,
            wanted.maxRetentionDays(),
            before.revision() + 1,
            Timestamp.from(now),
            before.revision());
    if (changed == 0) {
      throw Refusal.outdated("settings");
    }
    jdbc.update(
        "UPDATE recordings SET expires_at = created_at + make_interval(days => least(keep_days, ?))"
            + " WHERE tenant_id = ? AND deleted_at IS NULL",
        wanted.maxRetentionDays(),
        tenant);
    AuditLog.record(
        jdbc,
        who,
        "recording-settings.changed",
        "recording-settings",
        tenant,
        Documents.text(before.value()),
        Documents.text(wanted));
    return get(jdbc, who.tenant());
  }
}
