package io.parley.control.agents;

import io.parley.control.Refusal;
import io.parley.control.agents.Agents.Agent;
import io.parley.control.document.Documents;
import io.parley.control.document.InvalidDocument;
import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A tenant's agents and their drafts. Each method works within one transaction of the tenant. */
public final class Agents implements NamedDocuments<Agent, Agent> {
  private static final DocumentKind KIND = DocumentKind.of("agent", "numbers");
  private static final int MAX_ID = 64;
  private static final String SELECT =
      "SELECT id, draft, latest_version, archived_at, created_at, updated_at, revision FROM agents"
          + " WHERE tenant_id = ?";
  private static final NamedRows<Agent> ROWS =
      new NamedRows<>(SELECT, "id", (row, _) -> agent(row));
  private static final NamedRows<Agent> IN_USE =
      new NamedRows<>(SELECT + " AND archived_at IS NULL", "id", (row, _) -> agent(row));

  private final Seeded seeded;

  /** Agents beside what is {@code seeded}. */
  public Agents(Seeded seeded) {
    this.seeded = seeded;
  }

  /**
   * An agent.
   *
   * @param draft what the next version will be
   * @param latestVersion null while nothing is published
   * @param archivedAt null while it is in use
   */
  public record Agent(
      String id,
      AgentDefinition draft,
      @Nullable Integer latestVersion,
      @Nullable Instant archivedAt,
      Instant createdAt,
      Instant updatedAt,
      long revision) {
    Revised<Agent> revised() {
      return new Revised<>(revision, this);
    }
  }

  /** Those in use, by their ids. */
  @Override
  public List<Agent> list(JdbcTemplate jdbc, TenantId tenant, String after, int limit) {
    return IN_USE.after(jdbc, tenant, after, limit);
  }

  /** The agent of this id, also an archived one. */
  @Override
  public Revised<Agent> get(JdbcTemplate jdbc, TenantId tenant, String id) {
    return ROWS.find(jdbc, tenant, id).orElseThrow(KIND::missing).revised();
  }

  private static Agent agent(ResultSet row) throws SQLException {
    return new Agent(
        row.getString(1),
        AgentDocuments.kept(row.getString(2)),
        row.getObject(3, Integer.class),
        instant(row.getTimestamp(4)),
        row.getTimestamp(5).toInstant(),
        row.getTimestamp(6).toInstant(),
        row.getLong(7));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  /**
   * Makes an agent of the {@code definition} in {@code document}; without an {@code id} one is made
   * of the definition's name.
   */
  @Override
  public Revised<Agent> create(JdbcTemplate jdbc, Requester who, JsonNode document) {
    String id = document.path("id").asString("");
    AgentDefinition draft = checked(jdbc, who.tenant(), document.path("definition"));
    String chosen = id.isEmpty() ? freeId(jdbc, who.tenant(), idOf(draft.name())) : id;
    if (!chosen.matches("[a-z0-9]+(-[a-z0-9]+)*") || chosen.length() > MAX_ID) {
      throw new InvalidDocument(
          "id", "cannot be used", "use at most 64 small letters, digits and dashes");
    }
    if (seeded.agents().contains(chosen)) {
      throw new InvalidDocument(
          "id", "'" + chosen + "' is an agent of the platform", "choose another id");
    }
    Quota.AGENTS.requireRoom(jdbc, who.tenant());
    String text = Documents.text(draft);
    int made =
        jdbc.update(
            "INSERT INTO agents (tenant_id, id, draft) VALUES (?, ?, ?::jsonb)"
                + " ON CONFLICT DO NOTHING",
            who.tenant().value(),
            chosen,
            text);
    if (made == 0) {
      throw new InvalidDocument(
          "id", "an agent '" + chosen + "' was made already", "choose another id");
    }
    KIND.audit(jdbc, who, "created", chosen, null, text);
    return get(jdbc, who.tenant(), chosen);
  }

  /** {@code base}, or that with the first number behind it that is free. */
  private String freeId(JdbcTemplate jdbc, TenantId tenant, String base) {
    String id = base;
    for (int i = 2; seeded.agents().contains(id) || ROWS.find(jdbc, tenant, id).isPresent(); i++) {
      id = base.substring(0, Math.min(base.length(), MAX_ID - 5)) + "-" + i;
    }
    return id;
  }

  /** {@code History tutor: Année 2} becomes {@code history-tutor-annee-2}. */
  static String idOf(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(MAX_ID, plain.length())).replaceAll("^-|-$", "");
    return cut.isEmpty() ? KIND.noun() : cut;
  }

  /** Replaces its draft. */
  @Override
  public Revised<Agent> replace(
      JdbcTemplate jdbc, Requester who, String id, long seen, JsonNode document) {
    Agent before = locked(jdbc, who, id, seen);
    AgentDefinition draft = checked(jdbc, who.tenant(), document);
    String text = Documents.text(draft);
    jdbc.update(
        "UPDATE agents SET draft = ?::jsonb, revision = revision + 1, updated_at = now()"
            + " WHERE tenant_id = ? AND id = ?",
        text,
        who.tenant().value(),
        id);
    KIND.audit(jdbc, who, "draft-changed", id, Documents.text(before.draft()), text);
    return get(jdbc, who.tenant(), id);
  }

  /** Takes it out of use; refused while a number reaches it. Its versions stay. */
  @Override
  public void remove(JdbcTemplate jdbc, Requester who, String id, long seen) {
    Agent before = locked(jdbc, who, id, seen);
    List<String> numbers =
        jdbc.query(
            "SELECT number FROM numbers WHERE tenant_id = ? AND agent_id = ?"
                + " ORDER BY number LIMIT 5",
            (row, _) -> row.getString(1),
            who.tenant().value(),
            id);
    KIND.requireUnused(
        numbers, "is reached by", "give these numbers another agent, or delete them first");
    jdbc.update(
        "UPDATE agents SET archived_at = now(), revision = revision + 1, updated_at = now()"
            + " WHERE tenant_id = ? AND id = ?",
        who.tenant().value(),
        id);
    KIND.audit(jdbc, who, "archived", id, Documents.text(before.draft()), null);
  }

  /** The agent, kept from others' changes until the transaction ends; refused when archived. */
  Agent locked(JdbcTemplate jdbc, Requester who, String id, long seen) {
    Agent agent = ROWS.lock(jdbc, who.tenant(), id).orElseThrow(KIND::missing);
    if (agent.archivedAt() != null) {
      throw Refusal.conflict(
          "agent-archived", "The agent is archived: make a new one of its last version.");
    }
    return agent.revised().seenAs(seen, KIND.title()).value();
  }

  /** The definition in {@code document}; refused with all that is wrong with it. */
  AgentDefinition checked(JdbcTemplate jdbc, TenantId tenant, JsonNode document) {
    return AgentDocuments.read(
        document,
        lesson -> seeded.lessons().contains(lesson) || Lessons.exists(jdbc, tenant, lesson),
        model -> modelExists(jdbc, tenant, model));
  }

  private static boolean modelExists(JdbcTemplate jdbc, TenantId tenant, String name) {
    return !jdbc.queryForList(
            "SELECT 1 FROM provider_credentials WHERE tenant_id = ? AND name = ?"
                + " AND document->>'provider' IN ('openai', 'groq', 'openai-compatible') FOR SHARE",
            tenant.value(),
            name)
        .isEmpty();
  }
}
