package io.parley.control.organisation;

import io.parley.control.Refusal;
import io.parley.control.agents.Limits;
import io.parley.control.agents.Revised;
import io.parley.control.document.Documents;
import io.parley.control.document.Schema;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** An organisation's own row. Each method works within one transaction of the tenant. */
public final class Organisations {
  /** What an organisation is made of. */
  public static final Schema SCHEMA = Schema.of("organisation");

  private static final String WHAT = "organisation";

  private Organisations() {}

  /** What can be changed of an organisation. */
  public record Settings(String name, Limits limits) {}

  /** An organisation. */
  public record Organisation(String id, String name, Limits limits) {
    Settings settings() {
      return new Settings(name, limits);
    }
  }

  /** The organisation of {@code tenant}. */
  public static Revised<Organisation> get(JdbcTemplate jdbc, TenantId tenant) {
    return get(jdbc, tenant, "");
  }

  private static Revised<Organisation> get(JdbcTemplate jdbc, TenantId tenant, String lock) {
    return jdbc
        .query(
            "SELECT name, limits, revision FROM tenants WHERE tenant_id = ?" + lock,
            (row, _) ->
                new Revised<>(
                    row.getLong(3),
                    new Organisation(
                        tenant.value(),
                        row.getString(1),
                        Documents.value(Documents.tree(row.getString(2)), Limits.class))),
            tenant.value())
        .stream()
        .findFirst()
        .orElseThrow(() -> Refusal.missing(WHAT));
  }

  /** Changes name and limits, of which the sender has seen the revision {@code seen}. */
  public static Revised<Organisation> replace(
      JdbcTemplate jdbc, Requester who, long seen, JsonNode document) {
    Organisation before = get(jdbc, who.tenant(), " FOR UPDATE").seenAs(seen, WHAT).value();
    Settings wanted = Documents.value(SCHEMA.complete(document), Settings.class);
    jdbc.update(
        "UPDATE tenants SET name = ?, limits = ?::jsonb, revision = revision + 1"
            + " WHERE tenant_id = ?",
        wanted.name(),
        Documents.text(wanted.limits()),
        who.tenant().value());
    AuditLog.record(
        jdbc,
        who,
        "organisation.changed",
        WHAT,
        who.tenant().value(),
        Documents.text(before.settings()),
        Documents.text(wanted));
    return get(jdbc, who.tenant());
  }
}
