package io.parley.control.webhooks;

import io.parley.control.jobs.Job;
import io.parley.control.store.TenantTransactions;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Clears away the deliveries that ended long ago, every hour, and all that a deleted webhook left
 * behind; a few at a time. Run by the job threads.
 */
final class SweepJob implements Job {
  static final String NAME = "webhook-sweep";
  static final Duration EVERY = Duration.ofHours(1);

  private static final int STEP = 1_000;
  private static final String DELETE =
      "DELETE FROM webhook_deliveries WHERE tenant_id = ? AND id IN (SELECT id"
          + " FROM webhook_deliveries WHERE tenant_id = ? AND webhook_id = ? AND (? OR (created_at < ?"
          + " AND status <> 'pending')) ORDER BY id LIMIT "
          + STEP
          + ")";

  private final TenantTransactions transactions;
  private final Duration keep;
  private final InstantSource wall;

  SweepJob(TenantTransactions transactions, Duration keep, InstantSource wall) {
    this.transactions = transactions;
    this.keep = keep;
    this.wall = wall;
  }

  @Override
  public String name() {
    return NAME;
  }

  private record Swept(int rows, boolean gone) {}

  @Override
  public Result run(String instance) {
    Sweep sweep = Sweep.parse(instance);
    Instant now = wall.instant();
    Swept swept = transactions.in(sweep.tenant(), jdbc -> sweep(jdbc, sweep, now));
    if (swept.rows() == STEP) {
      return Result.again(now);
    }
    return swept.gone() ? Result.DONE : Result.again(now.plus(EVERY));
  }

  private Swept sweep(JdbcTemplate jdbc, Sweep sweep, Instant now) {
    String tenant = sweep.tenant().value();
    boolean gone =
        jdbc.queryForList(
                "SELECT 1 FROM webhooks WHERE tenant_id = ? AND id = ?",
                Integer.class,
                tenant,
                sweep.webhook())
            .isEmpty();
    int rows =
        jdbc.update(DELETE, tenant, tenant, sweep.webhook(), gone, Timestamp.from(now.minus(keep)));
    return new Swept(rows, gone);
  }
}
