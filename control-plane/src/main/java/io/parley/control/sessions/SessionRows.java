package io.parley.control.sessions;

import io.parley.control.Refusal;
import io.parley.control.document.Documents;
import io.parley.control.people.Requester;
import io.parley.control.sessions.VoiceSession.Context;
import io.parley.control.sessions.VoiceSession.Settings;
import io.parley.control.sessions.VoiceSession.Totals;
import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sessions in the database. Each method works within one transaction of the tenant. Stateless. */
final class SessionRows {
  static final String WHAT = "voice session";

  private static final String SELECT =
      """
      SELECT id, mode, status, agent_id, agent_version, draft_revision, lesson, title, subject,
             enrolment, external_user_id, created_by, settings, context, claimed_until, messages,
             voice_messages, text_messages,
             greatest(0, (extract(epoch FROM last_activity_at - started_at) * 1000)::bigint
                         - paused_ms) AS duration_ms,
             tokens, replies, response_ms, stt_provider, started_at, ended_at, ended_reason,
             last_activity_at, revision, wanted_lesson, conversation
        FROM voice_sessions WHERE tenant_id = ?
      """;
  private static final int MOST_OPEN = 10_000;

  private SessionRows() {}

  /**
   * A session as it is kept.
   *
   * @param wantedLesson the lesson it was asked for with; empty for the agent's own
   * @param conversation what it has come to
   */
  record Kept(VoiceSession session, String wantedLesson, String conversation) {}

  static Optional<Kept> find(JdbcTemplate jdbc, TenantId tenant, UUID id, Instant now) {
    return jdbc
        .query(SELECT + " AND id = ?", (row, _) -> kept(row, now), tenant.value(), id)
        .stream()
        .findFirst();
  }

  static Kept get(JdbcTemplate jdbc, TenantId tenant, UUID id, Instant now) {
    return find(jdbc, tenant, id, now).orElseThrow(() -> Refusal.missing(WHAT));
  }

  /** The same, kept from others' changes until the transaction ends. */
  static Kept locked(JdbcTemplate jdbc, TenantId tenant, UUID id, Instant now) {
    return jdbc
        .query(SELECT + " AND id = ? FOR UPDATE", (row, _) -> kept(row, now), tenant.value(), id)
        .stream()
        .findFirst()
        .orElseThrow(() -> Refusal.missing(WHAT));
  }

  /** The newest first. */
  static List<VoiceSession> list(
      JdbcTemplate jdbc, TenantId tenant, VoiceSessions.Filter filter, int limit, Instant now) {
    List<Object> values = new ArrayList<>(List.of(tenant.value()));
    StringBuilder sql = new StringBuilder(SELECT);
    condition(sql, values, " AND status = ?", filter.status());
    condition(sql, values, " AND agent_id = ?", filter.agent());
    condition(sql, values, " AND external_user_id = ?", filter.externalUserId());
    condition(sql, values, " AND created_by = ?", filter.createdBy());
    condition(sql, values, " AND id < ?", filter.before());
    values.add(limit);
    return jdbc.query(
        sql + " ORDER BY id DESC LIMIT ?", (row, _) -> kept(row, now).session(), values.toArray());
  }

  private static void condition(
      StringBuilder sql, List<Object> values, String clause, @Nullable Object value) {
    if (value != null) {
      sql.append(clause);
      values.add(value);
    }
  }

  /** The newest session that goes on, of this maker, learner, agent and lesson. */
  static Optional<Kept> open(
      JdbcTemplate jdbc, Requester who, SessionDocuments.NewSession wanted, Instant now) {
    String agent = wanted.agent().isEmpty() ? SessionAgents.TUTOR : wanted.agent();
    return jdbc
        .query(
            SELECT
                + " AND status <> 'ended' AND mode = ? AND created_by = ? AND external_user_id = ?"
                + " AND agent_id = ? AND wanted_lesson = ? ORDER BY id DESC LIMIT 1",
            (row, _) -> kept(row, now),
            who.tenant().value(),
            wanted.mode(),
            who.actor(),
            wanted.externalUserId(),
            agent,
            wanted.lesson())
        .stream()
        .findFirst();
  }

  private static Kept kept(ResultSet row, Instant now) throws SQLException {
    int replies = row.getInt("replies");
    Totals totals =
        new Totals(
            row.getInt("messages"),
            row.getInt("voice_messages"),
            row.getInt("text_messages"),
            row.getLong("duration_ms"),
            row.getLong("tokens"),
            replies == 0 ? null : row.getLong("response_ms") / replies,
            row.getString("stt_provider"));
    Timestamp ended = row.getTimestamp("ended_at");
    String settings = row.getString("settings");
    String context = row.getString("context");
    VoiceSession session =
        new VoiceSession(
            row.getObject("id", UUID.class),
            row.getString("mode"),
            row.getString("status"),
            row.getString("agent_id"),
            row.getObject("agent_version", Integer.class),
            row.getObject("draft_revision", Long.class),
            row.getString("lesson"),
            row.getString("title"),
            row.getString("subject"),
            row.getString("enrolment"),
            row.getString("external_user_id"),
            row.getString("created_by"),
            Documents.value(Documents.tree(settings), Settings.class),
            Documents.value(Documents.tree(context), Context.class),
            row.getTimestamp("claimed_until").toInstant().isAfter(now),
            totals,
            row.getTimestamp("started_at").toInstant(),
            ended == null ? null : ended.toInstant(),
            row.getString("ended_reason"),
            row.getTimestamp("last_activity_at").toInstant(),
            row.getLong("revision"));
    return new Kept(session, row.getString("wanted_lesson"), row.getString("conversation"));
  }

  /** Refuses another session when as many go on as may. */
  static void requireRoom(JdbcTemplate jdbc, TenantId tenant) {
    Integer open =
        jdbc.queryForObject(
            "SELECT count(*) FROM voice_sessions WHERE tenant_id = ? AND status <> 'ended'",
            Integer.class,
            tenant.value());
    if (open != null && open >= MOST_OPEN) {
      throw Refusal.conflict(
          "too-many-sessions", "There are " + open + " open sessions: end some first.");
    }
  }

  /** A session that begins now. */
  static void insert(
      JdbcTemplate jdbc,
      Requester who,
      UUID id,
      SessionDocuments.NewSession wanted,
      SessionAgents.Resolved agent,
      Instant now) {
    Timestamp time = Timestamp.from(now);
    jdbc.update(
        "INSERT INTO voice_sessions (tenant_id, id, mode, status, created_by, external_user_id,"
            + " agent_id, agent_version, draft_revision, wanted_lesson, title, subject, enrolment,"
            + " settings, context, conversation, started_at, last_activity_at)"
            + " VALUES (?, ?, ?, 'active', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, '', ?, ?)",
        who.tenant().value(),
        id,
        wanted.mode(),
        who.actor(),
        wanted.externalUserId(),
        agent.id(),
        agent.version(),
        agent.draftRevision(),
        wanted.lesson(),
        wanted.title(),
        wanted.subject(),
        wanted.enrolment(),
        Documents.text(wanted.settings()),
        Documents.text(wanted.context()),
        time,
        time);
  }

  static void change(
      JdbcTemplate jdbc,
      TenantId tenant,
      UUID id,
      SessionDocuments.NewSession wanted,
      Instant now) {
    jdbc.update(
        "UPDATE voice_sessions SET title = ?, subject = ?, enrolment = ?, settings = ?::jsonb,"
            + " context = ?::jsonb, revision = revision + 1,"
            + " last_activity_at = CASE status WHEN 'active' THEN ? ELSE last_activity_at END"
            + " WHERE tenant_id = ? AND id = ?",
        wanted.title(),
        wanted.subject(),
        wanted.enrolment(),
        Documents.text(wanted.settings()),
        Documents.text(wanted.context()),
        Timestamp.from(now),
        tenant.value(),
        id);
  }

  static void pause(JdbcTemplate jdbc, TenantId tenant, UUID id, Instant now) {
    Timestamp time = Timestamp.from(now);
    jdbc.update(
        "UPDATE voice_sessions SET status = 'paused', paused_at = ?, last_activity_at = ?,"
            + " revision = revision + 1 WHERE tenant_id = ? AND id = ? AND status = 'active'",
        time,
        time,
        tenant.value(),
        id);
  }

  static void resume(JdbcTemplate jdbc, TenantId tenant, UUID id, Instant now) {
    Timestamp time = Timestamp.from(now);
    jdbc.update(
        "UPDATE voice_sessions SET status = 'active', paused_at = NULL, last_activity_at = ?,"
            + " paused_ms = paused_ms + greatest(0, (extract(epoch FROM ? - paused_at) * 1000)::bigint),"
            + " revision = revision + 1 WHERE tenant_id = ? AND id = ? AND status = 'paused'",
        time,
        time,
        tenant.value(),
        id);
  }

  /** Ends it; the time since its last activity counts when somebody ends it who was there. */
  static void end(
      JdbcTemplate jdbc, TenantId tenant, UUID id, String reason, boolean present, Instant now) {
    Timestamp time = Timestamp.from(now);
    jdbc.update(
        "UPDATE voice_sessions SET status = 'ended', ended_at = ?, ended_reason = ?,"
            + " last_activity_at = CASE WHEN ? AND status = 'active' THEN ? ELSE last_activity_at END,"
            + " revision = revision + 1 WHERE tenant_id = ? AND id = ? AND status <> 'ended'",
        time,
        reason,
        present,
        time,
        tenant.value(),
        id);
  }

  /** Takes the turn of a session that goes on; {@code false}: another one has it. */
  static boolean claim(
      JdbcTemplate jdbc, TenantId tenant, UUID id, UUID claim, Instant now, Instant until) {
    return jdbc.update(
            "UPDATE voice_sessions SET claim = ?, claimed_until = ?"
                + " WHERE tenant_id = ? AND id = ? AND status = 'active' AND claimed_until < ?",
            claim,
            Timestamp.from(until),
            tenant.value(),
            id,
            Timestamp.from(now))
        == 1;
  }

  static void release(JdbcTemplate jdbc, TenantId tenant, UUID id, UUID claim) {
    jdbc.update(
        "UPDATE voice_sessions SET claim = NULL, claimed_until = '-infinity'"
            + " WHERE tenant_id = ? AND id = ? AND claim = ?",
        tenant.value(),
        id,
        claim);
  }

  static void delete(JdbcTemplate jdbc, TenantId tenant, UUID id) {
    jdbc.update("DELETE FROM voice_sessions WHERE tenant_id = ? AND id = ?", tenant.value(), id);
  }
}
