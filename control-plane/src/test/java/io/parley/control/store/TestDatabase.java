package io.parley.control.store;

import io.parley.control.Await;
import io.parley.control.postgres.DatabaseKeeper;
import io.parley.control.postgres.EmbeddedDatabase;
import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** An embedded PostgreSQL with the product's schema, as the application's role sees it. */
record TestDatabase(DatabaseKeeper keeper) implements AutoCloseable {
  static TestDatabase start(Path data) throws Exception {
    var embedded =
        new EmbeddedDatabase(
            new EmbeddedConfig(data, Path.of("target/postgres-binaries"), 0),
            NanoClock.SYSTEM,
            Pause.SLEEP);
    DatabaseKeeper keeper = new DatabaseKeeper(embedded, Migrations::apply);
    keeper.start();
    Await.until("the database is up", Duration.ofSeconds(60), () -> keeper.state().isUp());
    return new TestDatabase(keeper);
  }

  TenantTransactions transactions() {
    return new TenantTransactions(keeper::pool);
  }

  PostgresFactStore facts() {
    return new PostgresFactStore(transactions());
  }

  /** The application's connections, without a tenant. */
  JdbcTemplate pool() {
    return new JdbcTemplate(Objects.requireNonNull(keeper.pool()));
  }

  @Override
  public void close() {
    keeper.close();
  }
}
