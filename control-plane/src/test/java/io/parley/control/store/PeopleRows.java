package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row in every table about people. */
final class PeopleRows {
  private PeopleRows() {}

  /** Inserts them; returns how many there are. */
  static int insert(JdbcTemplate jdbc, TenantId tenant) {
    UUID user = new UUID(0x7000L, 1);
    String in = tenant.value();
    return jdbc.update(
            "INSERT INTO users (tenant_id, id, email, name, role, status, created_at, updated_at)"
                + " VALUES (?, ?, 'ada@example.org', 'Ada', 'owner', 'invited', now(), now())",
            in,
            user)
        + jdbc.update(
            "INSERT INTO sessions VALUES (?, sha256('s'), ?, now(), now(), now())", in, user)
        + jdbc.update(
            "INSERT INTO one_time_links VALUES (?, sha256('l'), ?, now(), now())", in, user)
        + jdbc.update("INSERT INTO sign_in_attempts VALUES (?, 'account:x', 1, now())", in)
        + jdbc.update(
            "INSERT INTO api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_by,"
                + " created_at) VALUES (?, ?, 'k', 'pk_', sha256('k'), '{calls:read}', 'x', now())",
            in,
            user)
        + jdbc.update(
            "INSERT INTO audit_log (tenant_id, actor, role, action, subject_type, subject_id)"
                + " VALUES (?, 'test', 'owner', 'made', 'user', 'x')",
            in);
  }
}
