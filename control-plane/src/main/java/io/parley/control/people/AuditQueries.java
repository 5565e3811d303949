package io.parley.control.people;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log, for reading. Safe from any thread. */
public final class AuditQueries {
  private final TenantTransactions transactions;

  AuditQueries(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** One change; {@code before} and {@code after} are JSON, null where there is nothing. */
  public record Entry(
      long id,
      Instant at,
      String actor,
      String role,
      String action,
      String subjectType,
      String subjectId,
      @JsonRawValue @Nullable String before,
      @JsonRawValue @Nullable String after) {}

  /**
   * Which entries, newest first.
   *
   * @param before only those older than this one; null from the newest on
   */
  public record Wanted(
      int limit,
      @Nullable Long before,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subjectType,
      @Nullable String subjectId) {}

  /** Entries as wanted. */
  public List<Entry> list(TenantId tenant, Wanted wanted) {
    StringBuilder sql =
        new StringBuilder(
            "SELECT id, at, actor, role, action, subject_type, subject_id, before_state,"
                + " after_state FROM audit_log WHERE tenant_id = ?");
    List<Object> values = new ArrayList<>(List.of(tenant.value()));
    and(sql, values, " AND id < ?", wanted.before());
    and(sql, values, " AND actor = ?", wanted.actor());
    and(sql, values, " AND action = ?", wanted.action());
    and(sql, values, " AND subject_type = ?", wanted.subjectType());
    and(sql, values, " AND subject_id = ?", wanted.subjectId());
    sql.append(" ORDER BY id DESC LIMIT ?");
    values.add(wanted.limit());
    return transactions.in(
        tenant,
        jdbc ->
            jdbc.query(
                sql.toString(),
                (row, _) ->
                    new Entry(
                        row.getLong(1),
                        Times.of(row.getTimestamp(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)),
                values.toArray()));
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.add(value);
    }
  }
}
