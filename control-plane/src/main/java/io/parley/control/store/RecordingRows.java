package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Recordings as the API gives them. Stateless. */
public final class RecordingRows {
  /** The columns that {@link #read} reads, first in a row. */
  public static final String COLUMNS =
      "call_id, duration_ms, starts_ms, size_bytes, rate_hz, channels, sha256, created_at,"
          + " expires_at";

  private RecordingRows() {}

  /** The recording of {@code call}; empty when there is none, or none any more. */
  static Optional<CallRecord.Recording> find(JdbcTemplate jdbc, TenantId tenant, UUID call) {
    return jdbc
        .query(
            "SELECT "
                + COLUMNS
                + " FROM recordings WHERE tenant_id = ? AND call_id = ? AND deleted_at IS NULL",
            (row, _) -> read(row),
            tenant.value(),
            call)
        .stream()
        .findFirst();
  }

  /** One recording of a row that begins with {@link #COLUMNS}. */
  public static CallRecord.Recording read(ResultSet row) throws SQLException {
    return new CallRecord.Recording(
        row.getObject(1, UUID.class),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getInt(5),
        row.getInt(6),
        row.getString(7),
        row.getTimestamp(8).toInstant(),
        row.getTimestamp(9).toInstant());
  }
}
