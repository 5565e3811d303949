package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row in every table about recordings. */
final class RecordingTableRows {
  private RecordingTableRows() {}

  /** Inserts them; returns how many there are. */
  static int insert(JdbcTemplate jdbc, TenantId tenant) {
    return jdbc.update(
            "INSERT INTO recordings (tenant_id, call_id, node, store, sound_key, peaks_key,"
                + " duration_ms, starts_ms, size_bytes, rate_hz, channels, sha256, keep_days,"
                + " created_at, expires_at) VALUES (?, ?, 'n', 'folder', 'k', 'p', 1, 1, 48, 8000,"
                + " 2, repeat('0', 64), 7, now(), now())",
            tenant.value(),
            new UUID(0x7000L, 1))
        + jdbc.update("INSERT INTO recording_settings VALUES (?, 30, 1, now())", tenant.value());
  }
}
