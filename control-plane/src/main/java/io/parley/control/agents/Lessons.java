package io.parley.control.agents;

import io.parley.control.document.Documents;
import io.parley.control.document.Schema;
import io.parley.control.people.Requester;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.LessonContent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A tenant's lessons. Each method works within one transaction of the tenant. */
public final class Lessons implements NamedDocuments<Lessons.Summary, LessonContent> {
  /** What a lesson is made of. */
  public static final Schema SCHEMA = Schema.of("lesson");

  private static final DocumentKind KIND = DocumentKind.of("lesson", "agents");
  private static final String IN_USE =
      """
      SELECT a.id FROM agents a
        LEFT JOIN agent_versions v
          ON v.tenant_id = a.tenant_id AND v.agent_id = a.id AND v.version = a.latest_version
       WHERE a.tenant_id = ? AND a.archived_at IS NULL
         AND ? IN (a.draft->>'lesson', v.definition->>'lesson')
      UNION
      SELECT n.agent_id FROM numbers n
        JOIN agent_versions v
          ON v.tenant_id = n.tenant_id AND v.agent_id = n.agent_id AND v.version = n.version
       WHERE n.tenant_id = ? AND v.definition->>'lesson' = ?
       ORDER BY 1 LIMIT 5
      """;

  private static final NamedRows<Revised<LessonContent>> ROWS =
      new NamedRows<>(
          "SELECT revision, document FROM lessons WHERE tenant_id = ?",
          "name",
          (row, _) -> new Revised<>(row.getLong(1), content(row.getString(2))));
  private static final NamedRows<Summary> SUMMARIES =
      new NamedRows<>(
          "SELECT name, document->>'title', document->>'level',"
              + " jsonb_array_length(document->'key_points'),"
              + " jsonb_array_length(document->'questions'), revision, updated_at FROM lessons"
              + " WHERE tenant_id = ?",
          "name",
          (row, _) ->
              new Summary(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getInt(4),
                  row.getInt(5),
                  row.getLong(6),
                  row.getTimestamp(7).toInstant()));

  /** A lesson in a list. */
  public record Summary(
      String name,
      String title,
      String level,
      int keyPoints,
      int questions,
      long revision,
      Instant updatedAt) {}

  @Override
  public List<Summary> list(JdbcTemplate jdbc, TenantId tenant, String after, int limit) {
    return SUMMARIES.after(jdbc, tenant, after, limit);
  }

  @Override
  public Revised<LessonContent> get(JdbcTemplate jdbc, TenantId tenant, String name) {
    return ROWS.find(jdbc, tenant, name).orElseThrow(KIND::missing);
  }

  /** The lesson of this name, if there is one. */
  public static Optional<LessonContent> find(JdbcTemplate jdbc, TenantId tenant, String name) {
    return ROWS.find(jdbc, tenant, name).map(Revised::value);
  }

  static LessonContent content(String document) {
    return Documents.value(SCHEMA.filled(Documents.tree(document)), LessonContent.class);
  }

  @Override
  public Revised<LessonContent> create(JdbcTemplate jdbc, Requester who, JsonNode document) {
    LessonContent lesson = Documents.value(SCHEMA.complete(document), LessonContent.class);
    Quota.LESSONS.requireRoom(jdbc, who.tenant());
    String text = Documents.text(lesson);
    int made =
        jdbc.update(
            "INSERT INTO lessons (tenant_id, name, document) VALUES (?, ?, ?::jsonb)"
                + " ON CONFLICT DO NOTHING",
            who.tenant().value(),
            lesson.name(),
            text);
    KIND.requireMade(made, lesson.name());
    KIND.audit(jdbc, who, "created", lesson.name(), null, text);
    return new Revised<>(1, lesson);
  }

  @Override
  public Revised<LessonContent> replace(
      JdbcTemplate jdbc, Requester who, String name, long seen, JsonNode document) {
    Revised<LessonContent> before = locked(jdbc, who, name, seen);
    LessonContent lesson = Documents.value(SCHEMA.complete(document), LessonContent.class);
    KIND.requireSameName(name, lesson.name());
    String text = Documents.text(lesson);
    jdbc.update(
        "UPDATE lessons SET document = ?::jsonb, revision = revision + 1, updated_at = now()"
            + " WHERE tenant_id = ? AND name = ?",
        text,
        who.tenant().value(),
        name);
    KIND.audit(jdbc, who, "changed", name, Documents.text(before.value()), text);
    return new Revised<>(before.revision() + 1, lesson);
  }

  /** Refused while an agent teaches it. */
  @Override
  public void remove(JdbcTemplate jdbc, Requester who, String name, long seen) {
    Revised<LessonContent> before = locked(jdbc, who, name, seen);
    String tenant = who.tenant().value();
    List<String> agents =
        jdbc.query(IN_USE, (row, _) -> row.getString(1), tenant, name, tenant, name);
    KIND.requireUnused(
        agents, "is taught by", "give these agents another lesson and publish them first");
    jdbc.update("DELETE FROM lessons WHERE tenant_id = ? AND name = ?", tenant, name);
    KIND.audit(jdbc, who, "deleted", name, Documents.text(before.value()), null);
  }

  private static Revised<LessonContent> locked(
      JdbcTemplate jdbc, Requester who, String name, long seen) {
    return ROWS.lock(jdbc, who.tenant(), name)
        .orElseThrow(KIND::missing)
        .seenAs(seen, KIND.title());
  }

  static boolean exists(JdbcTemplate jdbc, TenantId tenant, String name) {
    return !jdbc.queryForList(
            "SELECT 1 FROM lessons WHERE tenant_id = ? AND name = ?", tenant.value(), name)
        .isEmpty();
  }
}
