package io.parley.control.postgres;

import io.parley.control.postgres.DatabaseAccess.Credentials;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** One connection, one statement: what bringing a database up needs. Statements are constants. */
final class Sql {
  private Sql() {}

  /** Connects, waiting at most {@code patience} for each answer. */
  static Connection connect(String url, Credentials login, Duration patience) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", String.valueOf(Math.max(1, patience.toSeconds())));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "parley");
    return DriverManager.getConnection(url, properties);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static boolean isEmpty(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  /** The first column of the first row as text; empty when there is none. */
  static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      String value = rows.next() ? rows.getString(1) : "";
      return value == null ? "" : value;
    }
  }
}
