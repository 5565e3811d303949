package io.parley.control.backup;

import io.parley.control.postgres.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Connections as the schema's owner that may take as long as they need. Stateless. */
final class Link {
  /** Tells them from the product's own in pg_stat_activity. */
  static final String NAME = "parley-db";

  private Link() {}

  static Connection open(DatabaseAccess access) throws SQLException {
    Connection connection = DriverManager.getConnection(access.jdbcUrl(), properties(access));
    run(connection, "SET statement_timeout = 0", "SET idle_in_transaction_session_timeout = 0");
    connection.setAutoCommit(false);
    return connection;
  }

  static DataSource source(DatabaseAccess access) {
    return new DriverManagerDataSource(access.jdbcUrl(), properties(access));
  }

  private static Properties properties(DatabaseAccess access) {
    Properties properties = new Properties();
    properties.setProperty("user", access.owner().user());
    properties.setProperty("password", access.owner().password());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", NAME);
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
