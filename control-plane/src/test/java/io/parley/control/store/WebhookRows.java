package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row in every table about webhooks. */
final class WebhookRows {
  private WebhookRows() {}

  /** Inserts them; returns how many there are. */
  static int insert(JdbcTemplate jdbc, TenantId tenant) {
    String in = tenant.value();
    UUID id = new UUID(0x7000L, 2);
    return jdbc.update(
            "INSERT INTO webhooks (tenant_id, id, url, events, active, description)"
                + " VALUES (?, ?, 'https://example.org/', '{call.ended}', false, '')",
            in,
            id)
        + jdbc.update(
            "INSERT INTO webhook_secrets VALUES (?, 'n', ?, now(), NULL, 'v1.k.sealed')", in, id)
        + jdbc.update(
            "INSERT INTO webhook_deliveries (tenant_id, id, webhook_id, lane, event_id, type,"
                + " payload, created_at, next_attempt_at)"
                + " VALUES (?, ?, ?, ?, 'e', 'call.ended', '{}', now(), now())",
            in,
            id,
            id,
            id)
        + jdbc.update("INSERT INTO webhook_attempts VALUES (?, ?, 1, now(), 5, 200)", in, id);
  }
}
