package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row in every table about voice sessions. */
final class SessionRowsSample {
  private SessionRowsSample() {}

  /** Inserts them; returns how many there are. */
  static int insert(JdbcTemplate jdbc, TenantId tenant) {
    UUID id = new UUID(1, tenant.value().hashCode());
    return jdbc.update(
            "INSERT INTO voice_sessions (tenant_id, id, mode, status, created_by, agent_id,"
                + " settings, context, conversation, started_at, last_activity_at)"
                + " VALUES (?, ?, 'voice', 'active', 'x', 'a', '{}', '{}', '', now(), now())",
            tenant.value(),
            id)
        + jdbc.update(
            "INSERT INTO voice_session_messages (tenant_id, session_id, seq, role, source,"
                + " content, at) VALUES (?, ?, 1, 'user', 'text', 'hello', now())",
            tenant.value(),
            id)
        + jdbc.update(
            "INSERT INTO voice_session_jobs (tenant_id, id, session_id, status, bytes, audio_ms,"
                + " created_at) VALUES (?, ?, ?, 'done', 1, 1, now())",
            tenant.value(),
            id,
            id);
  }
}
