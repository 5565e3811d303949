package io.parley.control.agents;

import io.parley.control.agents.Numbers.Entry;
import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A tenant's numbers. Each method works within one transaction of the tenant. */
public final class Numbers implements NamedDocuments<Entry, Entry> {
  /** What a number is made of. */
  public static final Schema SCHEMA = Schema.of("number");

  /** What a number has that says nothing about it. */
  static final int PRIORITY = 100;

  private static final DocumentKind KIND = DocumentKind.of("number", "calls");
  private static final NamedRows<Entry> ROWS =
      new NamedRows<>(
          "SELECT n.number, n.agent_id, n.version, n.label, coalesce(n.version, a.latest_version),"
              + " n.trunk, n.priority, n.updated_at, n.revision FROM numbers n"
              + " JOIN agents a ON a.tenant_id = n.tenant_id AND a.id = n.agent_id"
              + " WHERE n.tenant_id = ?",
          "n.number",
          (row, _) -> entry(row));

  private final Seeded seeded;

  /** Numbers beside what is {@code seeded}. */
  public Numbers(Seeded seeded) {
    this.seeded = seeded;
  }

  /**
   * What a number is to reach.
   *
   * @param version null: the latest published one
   * @param trunk whose calls alone reach it; null: every call does
   * @param priority among the tenant's patterns that match a call, the lowest has it
   */
  public record Wanted(
      String number,
      String agent,
      @Nullable Integer version,
      String label,
      @Nullable String trunk,
      int priority) {}

  /**
   * A number.
   *
   * @param version the pinned version; null when it follows the latest one
   * @param effectiveVersion the version a call gets now
   */
  public record Entry(
      String number,
      String agent,
      @Nullable Integer version,
      String label,
      @Nullable Integer effectiveVersion,
      @Nullable String trunk,
      int priority,
      Instant updatedAt,
      long revision) {
    Wanted wanted() {
      return new Wanted(number, agent, version, label, trunk, priority);
    }

    Revised<Entry> revised() {
      return new Revised<>(revision, this);
    }
  }

  @Override
  public List<Entry> list(JdbcTemplate jdbc, TenantId tenant, String after, int limit) {
    return ROWS.after(jdbc, tenant, after, limit);
  }

  @Override
  public Revised<Entry> get(JdbcTemplate jdbc, TenantId tenant, String number) {
    return ROWS.find(jdbc, tenant, number).orElseThrow(KIND::missing).revised();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString(1),
        row.getString(2),
        row.getObject(3, Integer.class),
        row.getString(4),
        row.getObject(5, Integer.class),
        row.getString(6),
        row.getInt(7),
        row.getTimestamp(8).toInstant(),
        row.getLong(9));
  }

  @Override
  public Revised<Entry> create(JdbcTemplate jdbc, Requester who, JsonNode document) {
    Wanted wanted = checked(jdbc, who.tenant(), document);
    Quota.NUMBERS.requireRoom(jdbc, who.tenant());
    int made =
        jdbc.update(
            "INSERT INTO numbers (tenant_id, number, agent_id, version, label, trunk,"
                + " priority) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            who.tenant().value(),
            wanted.number(),
            wanted.agent(),
            wanted.version(),
            wanted.label(),
            wanted.trunk(),
            wanted.priority());
    if (made == 0) {
      throw new InvalidDocument(
          "number",
          "'" + wanted.number() + "' reaches an agent already",
          "change that number, or choose another one");
    }
    KIND.audit(jdbc, who, "created", wanted.number(), null, Documents.text(wanted));
    return get(jdbc, who.tenant(), wanted.number());
  }

  @Override
  public Revised<Entry> replace(
      JdbcTemplate jdbc, Requester who, String number, long seen, JsonNode document) {
    Entry before = locked(jdbc, who, number, seen);
    Wanted wanted = checked(jdbc, who.tenant(), document);
    if (!wanted.number().equals(number)) {
      throw new InvalidDocument(
          "number", "is not the number that is changed", "leave it, or make a new number");
    }
    jdbc.update(
        "UPDATE numbers SET agent_id = ?, version = ?, label = ?, trunk = ?, priority = ?,"
            + " revision = revision + 1, updated_at = now() WHERE tenant_id = ? AND number = ?",
        wanted.agent(),
        wanted.version(),
        wanted.label(),
        wanted.trunk(),
        wanted.priority(),
        who.tenant().value(),
        number);
    String old = Documents.text(before.wanted());
    KIND.audit(jdbc, who, "changed", number, old, Documents.text(wanted));
    return get(jdbc, who.tenant(), number);
  }

  @Override
  public void remove(JdbcTemplate jdbc, Requester who, String number, long seen) {
    Entry before = locked(jdbc, who, number, seen);
    jdbc.update(
        "DELETE FROM numbers WHERE tenant_id = ? AND number = ?", who.tenant().value(), number);
    KIND.audit(jdbc, who, "deleted", number, Documents.text(before.wanted()), null);
  }

  private static Entry locked(JdbcTemplate jdbc, Requester who, String number, long seen) {
    return ROWS.lock(jdbc, who.tenant(), number)
        .orElseThrow(KIND::missing)
        .revised()
        .seenAs(seen, KIND.title())
        .value();
  }

  private Wanted checked(JdbcTemplate jdbc, TenantId tenant, JsonNode document) {
    Wanted wanted = Documents.value(SCHEMA.complete(document), Wanted.class);
    List<Finding> findings = new ArrayList<>(clashes(wanted.number(), seeded));
    findings.addAll(unreachable(jdbc, tenant, wanted));
    findings.addAll(misplaced(jdbc, tenant, wanted));
    InvalidDocument.unlessEmpty(findings);
    return wanted;
  }

  /** The platform's own numbers are looked up first: what they cover would never be reached. */
  static List<Finding> clashes(String number, Seeded seeded) {
    NumberPattern pattern = NumberPattern.of(number);
    List<String> covered =
        seeded.numbers().stream().filter(pattern::matches).sorted().limit(5).toList();
    if (covered.isEmpty()) {
      return List.of();
    }
    String remedy =
        pattern.isPattern()
            ? "choose a longer beginning that covers none of them"
            : "choose another number";
    return List.of(
        new Finding(
            "number", String.join(", ", covered) + " is the platform's own already", remedy));
  }

  private static List<Finding> unreachable(JdbcTemplate jdbc, TenantId tenant, Wanted wanted) {
    List<Integer> latest =
        jdbc.query(
            "SELECT coalesce(latest_version, 0) FROM agents"
                + " WHERE tenant_id = ? AND id = ? AND archived_at IS NULL FOR SHARE",
            (row, _) -> row.getInt(1),
            tenant.value(),
            wanted.agent());
    if (latest.isEmpty()) {
      return List.of(
          new Finding(
              "agent",
              "there is no agent '" + wanted.agent() + "' in use",
              "name one of /api/v1/agents"));
    }
    if (latest.getFirst().equals(0)) {
      return List.of(
          new Finding("agent", "no version of it is published", "publish the agent first"));
    }
    Integer pinned = wanted.version();
    if (pinned != null && pinned > latest.getFirst()) {
      return List.of(
          new Finding(
              "version",
              "there is no version " + pinned,
              "give one from 1 to " + latest.getFirst() + ", or null"));
    }
    return List.of();
  }

  /** The trunk has to take calls, and a priority to mean something. */
  private static List<Finding> misplaced(JdbcTemplate jdbc, TenantId tenant, Wanted wanted) {
    List<Finding> findings = new ArrayList<>();
    if (!NumberPattern.of(wanted.number()).isPattern() && wanted.priority() != PRIORITY) {
      findings.add(
          new Finding(
              "priority",
              "a number without * and ? is before every pattern whatever its priority",
              "leave it " + PRIORITY));
    }
    String trunk = wanted.trunk();
    if (trunk == null) {
      return findings;
    }
    List<String> directions =
        jdbc.query(
            "SELECT document->>'direction' FROM trunks WHERE tenant_id = ? AND name = ? FOR SHARE",
            (row, _) -> row.getString(1),
            tenant.value(),
            trunk);
    if (directions.isEmpty()) {
      findings.add(
          new Finding(
              "trunk",
              "there is no trunk '" + trunk + "'",
              "name one of /api/v1/trunks, or give null"));
    } else if (directions.getFirst().equals("outbound")) {
      findings.add(
          new Finding(
              "trunk",
              "no call comes by '" + trunk + "', which is outbound",
              "name one that is inbound, or give null"));
    }
    return findings;
  }
}
