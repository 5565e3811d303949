package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that see one tenant's rows. The database may be away: then each throws a {@link
 * DataAccessResourceFailureException}. Safe from any thread.
 */
public final class TenantTransactions {
  private final Supplier<@Nullable DataSource> pool;

  /** Transactions on the pool, which is null until the database has been up. */
  public TenantTransactions(Supplier<@Nullable DataSource> pool) {
    this.pool = pool;
  }

  /** Runs {@code work} in one transaction of {@code tenant}. */
  public <T> T in(TenantId tenant, Function<JdbcTemplate, T> work) {
    return run(jdbc -> {
      enter(jdbc, tenant);
      return work.apply(jdbc);
    });
  }

  /** Runs {@code work} in one transaction that reads the directory of all tenants, only that. */
  public <T> T inDirectory(Function<JdbcTemplate, T> work) {
    return run(jdbc -> {
      jdbc.query("SELECT set_config('app.directory', 'read', true)", _ -> {});
      return work.apply(jdbc);
    });
  }

  private <T> T run(Function<JdbcTemplate, T> work) {
    DataSource source = pool.get();
    if (source == null) {
      throw new DataAccessResourceFailureException("the database has not been reached yet");
    }
    JdbcTemplate jdbc = new JdbcTemplate(source);
    var transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    T result = transaction.execute(_ -> work.apply(jdbc));
    return java.util.Objects.requireNonNull(result);
  }

  /** Changes to another tenant within the running transaction. */
  public static void enter(JdbcTemplate jdbc, TenantId tenant) {
    jdbc.query("SELECT set_config('app.tenant', ?, true)", _ -> {}, tenant.value());
  }
}
