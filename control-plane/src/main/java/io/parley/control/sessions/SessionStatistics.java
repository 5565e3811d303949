package io.parley.control.sessions;

import io.parley.kernel.id.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What users' sessions come to; playgrounds do not count. Stateless. */
public final class SessionStatistics {
  private static final String REPORT =
      """
      SELECT * FROM (
        SELECT coalesce(nullif(external_user_id, ''), created_by) AS who,
               count(*), count(*) FILTER (WHERE status <> 'ended'), sum(messages),
               sum(voice_messages), sum(text_messages),
               sum(greatest(0, (extract(epoch FROM last_activity_at - started_at) * 1000)::bigint
                               - paused_ms))::bigint,
               sum(tokens)::bigint, sum(replies), sum(response_ms)::bigint, min(started_at),
               max(last_activity_at)
          FROM voice_sessions
         WHERE tenant_id = ? AND mode = 'voice' AND started_at >= ? AND started_at < ?
           AND (?::text IS NULL OR coalesce(nullif(external_user_id, ''), created_by) = ?)
         GROUP BY 1) AS users
       WHERE who COLLATE "C" > ? ORDER BY who COLLATE "C" LIMIT ?
      """;

  private SessionStatistics() {}

  /**
   * One user's sessions.
   *
   * @param user the external user id, or who held the sessions when they carry none
   * @param averageResponseMs null while nothing was answered
   */
  public record UserSessions(
      String user,
      long sessions,
      long openSessions,
      long messages,
      long voiceMessages,
      long textMessages,
      long durationMs,
      long tokens,
      @Nullable Long averageResponseMs,
      Instant firstAt,
      Instant lastAt) {}

  /**
   * Which sessions count.
   *
   * @param user null for everybody's
   * @param after users behind that one
   */
  public record Filter(Instant from, Instant to, @Nullable String user, String after) {}

  /** Users in the order of their names. */
  public static List<UserSessions> report(
      JdbcTemplate jdbc, TenantId tenant, Filter filter, int limit) {
    return jdbc.query(
        REPORT,
        (row, _) -> {
          long replies = row.getLong(9);
          return new UserSessions(
              row.getString(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              row.getLong(6),
              row.getLong(7),
              row.getLong(8),
              replies == 0 ? null : row.getLong(10) / replies,
              row.getTimestamp(11).toInstant(),
              row.getTimestamp(12).toInstant());
        },
        tenant.value(),
        Timestamp.from(filter.from()),
        Timestamp.from(filter.to()),
        filter.user(),
        filter.user(),
        filter.after(),
        limit);
  }
}
