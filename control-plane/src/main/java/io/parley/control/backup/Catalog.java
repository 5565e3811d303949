package io.parley.control.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What PostgreSQL says about the tables of one schema, each with its parts. For one connection. */
final class Catalog {
  private static final String IS_TABLE = "relkind IN ('r', 'p') AND NOT relispartition";
  private static final String TABLES =
      "SELECT relname FROM pg_class WHERE relnamespace = ?::regnamespace AND "
          + IS_TABLE
          + " AND relname <> 'flyway_schema_history' ORDER BY relname";
  private static final String COLUMNS =
      "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0"
          + " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum";
  private static final String NEEDED =
      "SELECT DISTINCT other.relname FROM pg_constraint JOIN pg_class other ON other.oid = confrelid"
          + " WHERE contype = 'f' AND conrelid = to_regclass(?) AND confrelid <> conrelid";
  private static final String HIDDEN =
      "SELECT relname FROM pg_class c WHERE relnamespace = ?::regnamespace AND "
          + IS_TABLE
          + " AND relrowsecurity AND NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid"
          + " AND polname = 'backup_reads' AND pg_has_role(current_user, polroles[1], 'MEMBER'))"
          + " AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)";
  private static final String SEQUENCES =
      "SELECT format('SELECT setval(%L, coalesce((SELECT max(%I) FROM %I.%I), 0) + 1, false)',"
          + " pg_get_serial_sequence(format('%I.%I', nspname, relname), attname), attname, nspname,"
          + " relname) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n"
          + " ON n.oid = relnamespace WHERE nspname = ? AND "
          + IS_TABLE
          + " AND attnum > 0"
          + " AND NOT attisdropped AND pg_get_serial_sequence(format('%I.%I', nspname, relname),"
          + " attname) IS NOT NULL";

  private final Connection connection;
  private final String schema;

  Catalog(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  boolean exists() throws SQLException {
    return !texts("SELECT 1 FROM pg_namespace WHERE nspname = ?", schema).isEmpty();
  }

  /** The newest migration that was applied; empty when there is none. */
  String version() throws SQLException {
    if (texts("SELECT to_regclass(?)", schema + ".flyway_schema_history").isEmpty()) {
      return "";
    }
    List<String> found =
        texts(
            "SELECT version FROM "
                + schema
                + ".flyway_schema_history WHERE success AND version IS NOT NULL"
                + " ORDER BY installed_rank DESC LIMIT 1");
    return found.isEmpty() ? "" : found.getFirst();
  }

  /** All tables; one that refers to another comes after it. */
  List<String> tables() throws SQLException {
    List<String> all = texts(TABLES, schema);
    Set<String> ordered = new LinkedHashSet<>();
    for (String table : all) {
      add(table, ordered, new LinkedHashSet<>());
    }
    return List.copyOf(ordered);
  }

  private void add(String table, Set<String> ordered, Set<String> above) throws SQLException {
    if (ordered.contains(table) || !above.add(table)) {
      return;
    }
    for (String needed : texts(NEEDED, name(table))) {
      add(needed, ordered, above);
    }
    ordered.add(table);
  }

  List<String> columns(String table) throws SQLException {
    return texts(COLUMNS, name(table));
  }

  /**
   * What is selected from to have the table's own rows: those of its parts, not of its children.
   */
  String source(String table) throws SQLException {
    boolean parts =
        !texts("SELECT 1 FROM pg_class WHERE oid = to_regclass(?) AND relkind = 'p'", name(table))
            .isEmpty();
    return (parts ? "" : "ONLY ") + name(table);
  }

  /** Tables whose rows the connection's role would not see all of. */
  List<String> hidden() throws SQLException {
    return texts(HIDDEN, schema);
  }

  /** Tables that force row-level security on their owner. */
  List<String> forced() throws SQLException {
    return texts(
        "SELECT relname FROM pg_class WHERE relnamespace = ?::regnamespace AND "
            + IS_TABLE
            + " AND relforcerowsecurity",
        schema);
  }

  /** Statements that put each sequence behind the numbers that are used. */
  List<String> sequenceStatements() throws SQLException {
    return texts(SEQUENCES, schema);
  }

  /** Qualified and quoted. */
  String name(String table) {
    return schema + '.' + quoted(table);
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private List<String> texts(String query, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int at = 0; at < values.length; at++) {
        statement.setString(at + 1, values[at]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String text = rows.getString(1);
          if (text != null) {
            found.add(text);
          }
        }
      }
      return found;
    }
  }
}
