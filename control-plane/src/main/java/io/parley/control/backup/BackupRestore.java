package io.parley.control.backup;

import io.parley.control.postgres.DatabaseAccess;
import io.parley.control.postgres.DatabaseFault;
import io.parley.control.store.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Puts a backup into a schema beside the one in use: migrated to the backup's version, filled,
 * migrated to the newest, and only then exchanged in one transaction. Whatever fails before leaves
 * everything as it was. For one thread.
 */
final class BackupRestore {
  static final String SCHEMA = "parley";
  static final String DRAFT = "parley_restore";

  private static final String OLD = "parley_replaced";
  private static final String USED =
      "SELECT EXISTS (SELECT 1 FROM parley.users) OR EXISTS (SELECT 1 FROM parley.calls)";
  private static final String OTHERS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'parley' AND pid <> pg_backend_pid()";

  private final DatabaseAccess access;
  private final BackupFile file;

  BackupRestore(DatabaseAccess access, BackupFile file) {
    this.access = access;
    this.file = file;
  }

  /** Restores; {@code replace} allows to do away with people and calls that are there. */
  void run(boolean replace) throws BackupFault {
    try {
      requireKnownVersion();
      try (Connection connection = Link.open(access)) {
        requireNobodyElse(connection);
        requireUnused(connection, replace);
        Link.run(connection, "DROP SCHEMA IF EXISTS " + DRAFT + " CASCADE");
        connection.commit();
      }
      Migrations.apply(Link.source(access), DRAFT, file.manifest().schema());
      try (Connection connection = Link.open(access)) {
        fill(connection);
        connection.commit();
      }
      Migrations.apply(Link.source(access), DRAFT, Migrations.NEWEST);
      try (Connection connection = Link.open(access)) {
        exchange(connection);
        connection.commit();
        connection.setAutoCommit(true);
        Link.run(connection, "ANALYZE");
      }
    } catch (DatabaseFault | SQLException | IOException e) {
      throw new BackupFault(
          file.path()
              + " was not restored, the database is as it was: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private void requireKnownVersion() throws BackupFault {
    String schema = file.manifest().schema();
    if (!Migrations.known().contains(schema)) {
      throw new BackupFault(
          file.path()
              + " was made by another version of Parley (schema "
              + schema
              + ", this one knows up to "
              + Migrations.known().getLast()
              + "): restore it with that version or a newer one");
    }
  }

  private static void requireNobodyElse(Connection connection) throws SQLException, BackupFault {
    if (!text(connection, OTHERS).equals("0")) {
      throw new BackupFault(
          "another Parley uses this database: stop it (./parley down) before restoring");
    }
  }

  private static void requireUnused(Connection connection, boolean replace)
      throws SQLException, BackupFault {
    Link.run(connection, "SET LOCAL app.backup = 'read'");
    Catalog present = new Catalog(connection, SCHEMA);
    boolean used =
        present.exists()
            && !present.version().isEmpty()
            && (!present.hidden().isEmpty() || text(connection, USED).equals("t"));
    if (used && !replace) {
      throw new BackupFault(
          "this database has people or calls already: restore into a new PARLEY_DATA_DIR or"
              + " database, or add --replace to do away with them");
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      String found = rows.next() ? rows.getString(1) : "";
      return found == null ? "" : found;
    }
  }

  /** As the owner without row-level security and triggers, which are back when this commits. */
  private void fill(Connection connection) throws SQLException, IOException, BackupFault {
    Catalog catalog = new Catalog(connection, DRAFT);
    List<String> names = catalog.tables();
    List<String> forced = catalog.forced();
    for (String table : names) {
      Link.run(connection, "ALTER TABLE " + catalog.name(table) + " DISABLE TRIGGER USER");
    }
    for (String table : forced) {
      Link.run(connection, "ALTER TABLE " + catalog.name(table) + " NO FORCE ROW LEVEL SECURITY");
    }
    List<String> all = new ArrayList<>();
    names.forEach(table -> all.add(catalog.name(table)));
    Link.run(connection, "TRUNCATE " + String.join(", ", all));
    for (Manifest.Table table : file.manifest().tables()) {
      copy(connection, catalog, table);
    }
    for (String statement : catalog.sequenceStatements()) {
      Link.run(connection, statement);
    }
    for (String table : forced) {
      Link.run(connection, "ALTER TABLE " + catalog.name(table) + " FORCE ROW LEVEL SECURITY");
    }
    for (String table : names) {
      Link.run(connection, "ALTER TABLE " + catalog.name(table) + " ENABLE TRIGGER USER");
    }
  }

  private void copy(Connection connection, Catalog catalog, Manifest.Table table)
      throws SQLException, IOException, BackupFault {
    if (!catalog.columns(table.name()).containsAll(table.columns())) {
      throw new BackupFault(
          file.path() + " has a table " + table.name() + " that its schema version has not");
    }
    String sql =
        "COPY "
            + catalog.name(table.name())
            + " ("
            + String.join(", ", table.columns().stream().map(Catalog::quoted).toList())
            + ") FROM STDIN";
    try (InputStream rows = file.rows(table)) {
      long copied = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows);
      if (copied != table.rows()) {
        throw new BackupFault(
            "of " + table.rows() + " rows of " + table.name() + " only " + copied + " arrived");
      }
    }
  }

  private static void exchange(Connection connection) throws SQLException {
    Link.run(connection, "DROP SCHEMA IF EXISTS " + OLD + " CASCADE");
    if (new Catalog(connection, SCHEMA).exists()) {
      Link.run(connection, "ALTER SCHEMA " + SCHEMA + " RENAME TO " + OLD);
    }
    Link.run(
        connection,
        "ALTER SCHEMA " + DRAFT + " RENAME TO " + SCHEMA,
        "DROP SCHEMA IF EXISTS " + OLD + " CASCADE");
  }
}
