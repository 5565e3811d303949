package io.parley.control.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.parley.control.postgres.DatabaseAccess.Credentials;
import io.parley.control.postgres.DatabaseState.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Brings the database up in the background, migrates it, watches it and brings it back. Nothing
 * waits for it: until it is there, {@link #pool} is null. Its thread is {@code database}.
 */
public final class DatabaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseKeeper.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final String SESSION =
      "SET statement_timeout = 4000; SET lock_timeout = 3000;"
          + " SET idle_in_transaction_session_timeout = 15000";

  private final DatabaseServer server;
  private final Migration migration;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile DatabaseState state = new DatabaseState(Status.STARTING, "starting", 0);
  private volatile @Nullable HikariDataSource pool;
  private @Nullable DatabaseAccess reached;

  /** Brings the schema up to date, as its owner. */
  @FunctionalInterface
  public interface Migration {
    /** Applies what is missing; throws when it cannot. */
    void apply(DataSource owner) throws DatabaseFault;
  }

  /** A keeper that does nothing yet. */
  public DatabaseKeeper(DatabaseServer server, Migration migration) {
    this.server = server;
    this.migration = migration;
    this.thread = Thread.ofPlatform().name("database").daemon(true).unstarted(this::run);
  }

  /** Starts the thread; returns at once. */
  public void start() {
    thread.start();
  }

  /** Connections as the application's role; null until the database has been up once. */
  public @Nullable DataSource pool() {
    return pool;
  }

  /** As of the last look; safe from any thread. */
  public DatabaseState state() {
    return state;
  }

  private void run() {
    boolean open = true;
    while (open) {
      look();
      try {
        open = !closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        open = false;
      }
    }
    boolean interrupted = Thread.interrupted();
    HikariDataSource used = pool;
    if (used != null) {
      used.close();
    }
    server.close();
    if (interrupted) {
      LOG.debug("the database's thread was interrupted while starting or looking");
    }
  }

  private void look() {
    try {
      HikariDataSource used = pool;
      if (used == null) {
        bringUp();
      } else {
        server.tend();
        ping(used);
      }
      note(Status.UP, "");
    } catch (DatabaseFault | SQLException e) {
      note(pool == null ? Status.STARTING : Status.AWAY, oneLine(e));
    }
  }

  private void bringUp() throws DatabaseFault, SQLException {
    DatabaseAccess access = reached;
    if (access == null) {
      access = server.start();
      reached = access;
      if (!access.note().isEmpty()) {
        LOG.warn("database: {}", access.note());
      }
    } else {
      server.tend();
    }
    migration.apply(new DriverManagerDataSource(access.jdbcUrl(), properties(access.owner(), 120)));
    HikariDataSource opened = open(access);
    try {
      ping(opened);
      pool = opened;
    } finally {
      if (pool == null) {
        opened.close();
      }
    }
  }

  private static HikariDataSource open(DatabaseAccess access) {
    String role = access.appRole().isEmpty() ? "" : "; SET ROLE " + access.appRole();
    HikariConfig config = new HikariConfig();
    config.setPoolName("parley-db");
    config.setJdbcUrl(access.jdbcUrl());
    config.setDataSourceProperties(properties(access.app(), 5));
    config.setConnectionInitSql(SESSION + role);
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    config.setIdleTimeout(120_000);
    config.setMaxLifetime(600_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static Properties properties(Credentials login, int socketTimeoutS) {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("loginTimeout", "3");
    properties.setProperty("socketTimeout", String.valueOf(socketTimeoutS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "parley");
    properties.setProperty("currentSchema", "parley");
    // An error's detail would carry the row, and with it what a caller said, into the log.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  private static void ping(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (!connection.isValid(2)) {
        throw new SQLException("the database does not answer", "08006");
      }
    }
  }

  private void note(Status status, String detail) {
    DatabaseState before = state;
    state = new DatabaseState(status, detail, server.restarts());
    if (status == Status.UP && !before.isUp()) {
      LOG.info("database up: {}", server.description());
    } else if (status != Status.UP && (before.isUp() || !before.detail().equals(detail))) {
      LOG.warn("database away, calls go on: {}", detail);
    }
  }

  /** The deepest reason: what the driver said, not what the pool made of it. */
  private static String oneLine(Exception e) {
    Throwable deepest = e;
    while (e instanceof SQLException && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String text = String.valueOf(deepest.getMessage());
    return text.lines().findFirst().orElse("no reason given");
  }

  /** Ends the thread; the embedded database is stopped when this returns. */
  @Override
  public void close() {
    closing.countDown();
    if (!thread.isAlive()) {
      return;
    }
    try {
      if (pool == null) {
        thread.interrupt();
      }
      thread.join(Duration.ofSeconds(45));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
