package io.parley.control.sessions;

import io.parley.control.journal.Texts;
import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was said, in the database. Each method works within one transaction. Stateless. */
final class MessageRows {
  private static final String SELECT =
      "SELECT seq, role, source, content, at, confidence, stt_provider, response_ms, tokens"
          + " FROM voice_session_messages WHERE tenant_id = ? AND session_id = ?";

  private MessageRows() {}

  /** What is to be kept of something said. */
  record Said(
      String role,
      String source,
      String text,
      @Nullable Double confidence,
      @Nullable String sttProvider,
      @Nullable Long responseMs,
      long tokens) {}

  static void insert(
      JdbcTemplate jdbc, TenantId tenant, UUID session, int seq, Said said, Instant now) {
    jdbc.update(
        "INSERT INTO voice_session_messages (tenant_id, session_id, seq, role, source, content,"
            + " confidence, stt_provider, response_ms, tokens, at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenant.value(),
        session,
        seq,
        said.role(),
        said.source(),
        Texts.clean(said.text()),
        said.confidence(),
        said.sttProvider(),
        said.responseMs(),
        said.tokens(),
        Timestamp.from(now));
  }

  /** Messages behind {@code after}, oldest first. */
  static List<SessionMessage> list(
      JdbcTemplate jdbc, TenantId tenant, VoiceSession session, int after, int limit) {
    return jdbc.query(
        SELECT + " AND seq > ? ORDER BY seq LIMIT ?",
        (row, _) -> message(row, session),
        tenant.value(),
        session.id(),
        after,
        limit);
  }

  static Optional<SessionMessage> find(
      JdbcTemplate jdbc, TenantId tenant, VoiceSession session, int seq) {
    return jdbc
        .query(
            SELECT + " AND seq = ?",
            (row, _) -> message(row, session),
            tenant.value(),
            session.id(),
            seq)
        .stream()
        .findFirst();
  }

  private static SessionMessage message(ResultSet row, VoiceSession session) throws SQLException {
    int seq = row.getInt(1);
    boolean agents = row.getString(2).equals(SessionMessage.AGENT);
    boolean spoken = agents && session.settings().ttsEnabled();
    return new SessionMessage(
        seq,
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        spoken && session.settings().autoSpeak(),
        row.getObject(6, Double.class),
        row.getString(7),
        row.getObject(8, Long.class),
        row.getLong(9),
        spoken ? "/api/v1/voice-sessions/" + session.id() + "/messages/" + seq + "/audio" : null);
  }
}
