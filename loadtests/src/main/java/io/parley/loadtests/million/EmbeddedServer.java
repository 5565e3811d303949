package io.parley.loadtests.million;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The embedded PostgreSQL of the server on a data folder, as its superuser: COPY does not go
 * through row-level security. Immutable.
 */
record EmbeddedServer(String url, String password, Path log) {
  static EmbeddedServer of(Path data) throws IOException {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
    String password =
        Files.readAllLines(data.resolve("postgres-secrets")).stream()
            .filter(line -> line.startsWith("superuser="))
            .map(line -> line.substring("superuser=".length()))
            .findFirst()
            .orElseThrow(() -> new IOException("no superuser in " + data + "/postgres-secrets"));
    return new EmbeddedServer(
        "jdbc:postgresql://127.0.0.1:" + port + "/parley?currentSchema=parley",
        password,
        data.resolve("postgres.log"));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", password);
  }

  void run(String... statements) throws SQLException {
    try (Connection connection = connect()) {
      run(connection, statements);
    }
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** The first column of the first row. */
  String text(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      String found = rows.next() ? rows.getString(1) : "";
      return found == null ? "" : found;
    }
  }
}
