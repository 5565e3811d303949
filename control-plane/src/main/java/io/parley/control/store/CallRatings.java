package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What callers thought of their calls. Each method works in a transaction of the tenant. */
public final class CallRatings {
  private CallRatings() {}

  /**
   * One caller's opinion.
   *
   * @param rating 1 to 5; null: none
   */
  public record Rating(@Nullable Integer rating, @Nullable String comment) {}

  /** The rating of a call, with or without a value; empty when there is no such call. */
  public static Optional<Rating> find(JdbcTemplate jdbc, TenantId tenant, UUID call) {
    return jdbc
        .query(
            "SELECT rating, rating_comment FROM calls WHERE tenant_id = ? AND id = ? FOR UPDATE",
            (row, _) -> new Rating(row.getObject(1, Integer.class), row.getString(2)),
            tenant.value(),
            call)
        .stream()
        .findFirst();
  }

  /** Rates a call; its hour is counted anew before statistics are next told. */
  public static void put(JdbcTemplate jdbc, TenantId tenant, UUID call, Rating rating) {
    jdbc.update(
        "UPDATE calls SET rating = ?, rating_comment = ? WHERE tenant_id = ? AND id = ?",
        rating.rating(),
        rating.comment(),
        tenant.value(),
        call);
    jdbc.update(
        "INSERT INTO stale_hours SELECT tenant_id, date_trunc('hour', started_at, 'UTC')"
            + " FROM calls WHERE tenant_id = ? AND id = ? ON CONFLICT DO NOTHING",
        tenant.value(),
        call);
  }
}
