package io.parley.control.agents;

import io.parley.control.Refusal;
import io.parley.control.agents.Agents.Agent;
import io.parley.control.document.Differences;
import io.parley.control.document.Documents;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The published versions of agents: numbered from 1, never changed. Each method works within one
 * transaction of the tenant.
 */
public final class Versions {
  /** Names the draft where a version is asked for. */
  public static final String DRAFT = "draft";

  private static final String WHAT = "version";
  private static final String SELECT =
      "SELECT version, note, copied_from, published_by, published_at, definition"
          + " FROM agent_versions WHERE tenant_id = ? AND agent_id = ?";

  private final Agents agents;

  /** Versions of {@code agents}. */
  public Versions(Agents agents) {
    this.agents = agents;
  }

  /**
   * A published version.
   *
   * @param copiedFrom the version it is a copy of; null when it was made of the draft
   */
  public record Version(
      int version,
      String note,
      @Nullable Integer copiedFrom,
      String publishedBy,
      Instant publishedAt,
      AgentDefinition definition) {}

  /** The versions of {@code id} before {@code before}, newest first, at most {@code limit}. */
  public List<Version> list(JdbcTemplate jdbc, TenantId tenant, String id, int before, int limit) {
    agents.get(jdbc, tenant, id);
    return jdbc.query(
        SELECT + " AND version < ? ORDER BY version DESC LIMIT ?",
        (row, _) -> version(row),
        tenant.value(),
        id,
        before,
        limit);
  }

  /** One version of {@code id}. */
  public Version get(JdbcTemplate jdbc, TenantId tenant, String id, int version) {
    return find(jdbc, tenant, id, version).orElseThrow(() -> Refusal.missing(WHAT));
  }

  private static Optional<Version> find(
      JdbcTemplate jdbc, TenantId tenant, String id, int version) {
    if (!Documents.isName(id)) {
      return Optional.empty();
    }
    return jdbc
        .query(SELECT + " AND version = ?", (row, _) -> version(row), tenant.value(), id, version)
        .stream()
        .findFirst();
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getInt(1),
        row.getString(2),
        row.getObject(3, Integer.class),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        AgentDocuments.kept(row.getString(6)));
  }

  /** Publishes the draft of {@code id}, of which the sender has seen {@code seen}. */
  public Version publish(JdbcTemplate jdbc, Requester who, String id, long seen, String note) {
    Agent agent = agents.locked(jdbc, who, id, seen);
    AgentDefinition draft = agents.checked(jdbc, who.tenant(), Documents.tree(agent.draft()));
    Integer latest = agent.latestVersion();
    if (latest != null && get(jdbc, who.tenant(), id, latest).definition().equals(draft)) {
      throw Refusal.conflict(
          "nothing-to-publish",
          "The draft is what version " + latest + " is already: change the draft first.");
    }
    return add(jdbc, who, agent, draft, note, null);
  }

  /** Publishes what {@code version} was as a new version; the draft stays as it is. */
  public Version rollBack(JdbcTemplate jdbc, Requester who, String id, int version, String note) {
    Agent agent = agents.locked(jdbc, who, id, Revised.ANY);
    AgentDefinition old = get(jdbc, who.tenant(), id, version).definition();
    agents.checked(jdbc, who.tenant(), Documents.tree(old));
    return add(jdbc, who, agent, old, note, version);
  }

  private Version add(
      JdbcTemplate jdbc,
      Requester who,
      Agent agent,
      AgentDefinition definition,
      String note,
      @Nullable Integer copiedFrom) {
    Integer latest = agent.latestVersion();
    int next = latest == null ? 1 : latest + 1;
    String text = Documents.text(definition);
    jdbc.update(
        "INSERT INTO agent_versions (tenant_id, agent_id, version, definition, note, copied_from,"
            + " published_by) VALUES (?, ?, ?, ?::jsonb, ?, ?, ?)",
        who.tenant().value(),
        agent.id(),
        next,
        text,
        note,
        copiedFrom,
        who.actor());
    jdbc.update(
        "UPDATE agents SET latest_version = ? WHERE tenant_id = ? AND id = ?",
        next,
        who.tenant().value(),
        agent.id());
    String action = copiedFrom == null ? "agent.published" : "agent.rolled-back";
    AuditLog.record(jdbc, who, action, "agent", agent.id() + "@" + next, null, text);
    return get(jdbc, who.tenant(), agent.id(), next);
  }

  /** What changed from one version of {@code id} to another; each a number, or the draft. */
  public List<Differences.Change> between(
      JdbcTemplate jdbc, TenantId tenant, String id, String from, String to) {
    return Differences.between(
        Documents.tree(definition(jdbc, tenant, id, from)),
        Documents.tree(definition(jdbc, tenant, id, to)));
  }

  private AgentDefinition definition(JdbcTemplate jdbc, TenantId tenant, String id, String which) {
    return which.equals(DRAFT)
        ? agents.get(jdbc, tenant, id).value().draft()
        : get(jdbc, tenant, id, Integer.parseInt(which)).definition();
  }
}
