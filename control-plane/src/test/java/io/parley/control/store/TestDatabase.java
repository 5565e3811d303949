package io.parley.control.store;

import io.parley.control.Await;
import io.parley.control.PreparedDatabase;
import io.parley.control.postgres.DatabaseKeeper;
import io.parley.control.postgres.EmbeddedDatabase;
import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An embedded PostgreSQL with the product's schema, as the application's role sees it. */
public record TestDatabase(DatabaseKeeper keeper) implements AutoCloseable {
  public static TestDatabase start(Path data) throws Exception {
    PreparedDatabase.into(data);
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

  /** Connections as the schema's owner, who migrates. */
  public static DataSource owner(Path data) throws IOException {
    return login(data, "owner", "parley");
  }

  /** Connections as {@code superuser}, {@code owner} or {@code app} into {@code schema}. */
  public static DataSource login(Path data, String who, String schema) throws IOException {
    String password =
        Files.readAllLines(data.resolve("postgres-secrets")).stream()
            .filter(line -> line.startsWith(who + "="))
            .findFirst()
            .orElseThrow()
            .substring(who.length() + 1);
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/parley?currentSchema=" + schema;
    return new DriverManagerDataSource(
        url, who.equals("superuser") ? "postgres" : "parley_" + who, password);
  }

  public TenantTransactions transactions() {
    return new TenantTransactions(keeper::pool);
  }

  PostgresFactStore facts() {
    return new PostgresFactStore(transactions(), FactOutbox.NONE);
  }

  /** The application's connections, without a tenant. */
  public JdbcTemplate pool() {
    return new JdbcTemplate(Objects.requireNonNull(keeper.pool()));
  }

  @Override
  public void close() {
    keeper.close();
  }
}
