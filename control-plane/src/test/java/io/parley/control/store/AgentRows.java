package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row in every table about agents. */
final class AgentRows {
  private AgentRows() {}

  /** Inserts them; returns how many there are. */
  static int insert(JdbcTemplate jdbc, TenantId tenant) {
    String in = tenant.value();
    return jdbc.update("INSERT INTO lessons (tenant_id, name, document) VALUES (?, 'l', '{}')", in)
        + jdbc.update("INSERT INTO agents (tenant_id, id, draft) VALUES (?, 'a', '{}')", in)
        + jdbc.update(
            "INSERT INTO agent_versions (tenant_id, agent_id, version, definition, published_by)"
                + " VALUES (?, 'a', 1, '{}', 'x')",
            in)
        + jdbc.update("INSERT INTO numbers (tenant_id, number, agent_id) VALUES (?, '7', 'a')", in)
        + jdbc.update("INSERT INTO trunks (tenant_id, name, document) VALUES (?, 't', '{}')", in)
        + jdbc.update(
            "INSERT INTO provider_credentials (tenant_id, name, document) VALUES (?, 'p', '{}')",
            in)
        + jdbc.update(
            "INSERT INTO idempotency_keys (tenant_id, key, fingerprint) VALUES (?, 'k', 'f')", in);
  }
}
