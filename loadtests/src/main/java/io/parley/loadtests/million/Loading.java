package io.parley.loadtests.million;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.loadtests.time.WireClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads a plan by COPY, each table by a connection of its own, three at a time. The index on words
 * is taken away meanwhile and made anew, of all parts, from its own definition, as is usual for a
 * load of this size; all others stay. For one thread.
 */
final class Loading {
  private static final String WORD_INDEX = "parley.call_words_by_word";
  private static final int CHUNK_CHARS = 1 << 16;
  private static final int CONNECTIONS = 3;

  private final EmbeddedServer server;
  private final Plan plan;
  private final Parts parts;
  private final Map<String, Object> seconds = new LinkedHashMap<>();

  Loading(EmbeddedServer server, Plan plan) throws SQLException {
    this.server = server;
    this.plan = plan;
    this.parts = new Parts(server, plan);
  }

  /** Loads all; the report in the order of the work. */
  Map<String, Object> run() throws SQLException, InterruptedException {
    long startNs = WireClock.nowNs();
    String index =
        server.text(
            "SELECT replace(pg_get_indexdef('" + WORD_INDEX + "'::regclass), ' ON ONLY ', ' ON ')");
    server.run("DROP INDEX " + WORD_INDEX);
    copyAll();
    timed(
        "word index",
        () -> server.run("SET maintenance_work_mem = '1GB'", "SET search_path = parley", index));
    timed(
        "stale hours",
        () ->
            server.run(
                "INSERT INTO parley.stale_hours SELECT DISTINCT tenant_id,"
                    + " date_trunc('hour', started_at, 'UTC') FROM parley.calls"));
    timed("analyze", () -> server.run("ANALYZE"));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("calls", number("SELECT count(*) FROM parley.calls"));
    report.put("turns", number("SELECT count(*) FROM parley.turns"));
    report.put("tenants", number("SELECT count(DISTINCT tenant_id) FROM parley.calls"));
    report.put(
        "calls_of_" + Plan.BIG,
        number("SELECT count(*) FROM parley.calls WHERE tenant_id = '" + Plan.BIG + "'"));
    report.put("database_bytes", number("SELECT pg_database_size('parley')"));
    report.put(
        "word_index_bytes",
        number(
            "SELECT sum(pg_relation_size(relid))::bigint FROM pg_partition_tree('"
                + WORD_INDEX
                + "')"));
    report.put("seconds", seconds);
    report.put("seconds_in_all", rounded(WireClock.nowNs() - startNs));
    return report;
  }

  private long number(String query) throws SQLException {
    return Long.parseLong(server.text(query));
  }

  /** Work on the database. */
  private interface Step {
    void run() throws SQLException;
  }

  private void timed(String name, Step step) throws SQLException {
    long startNs = WireClock.nowNs();
    step.run();
    seconds.put(name, rounded(WireClock.nowNs() - startNs));
  }

  private static double rounded(long ns) {
    return Math.round(ns / 1e8) / 10.0;
  }

  private void copyAll() throws SQLException, InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
      Map<Table, Future<Long>> running = new EnumMap<>(Table.class);
      for (Table table : Table.values()) {
        Callable<Long> copy =
            () -> {
              long startNs = WireClock.nowNs();
              copy(table);
              return WireClock.nowNs() - startNs;
            };
        running.put(table, pool.submit(copy));
      }
      for (var copied : running.entrySet()) {
        seconds.put(copied.getKey().table(), rounded(copied.getValue().get()));
      }
      tenants();
    } catch (ExecutionException e) {
      throw new SQLException("loading: " + e.getCause(), e);
    }
  }

  /** An emptied table takes rows without a log of them, and frozen. */
  private void copy(Table table) throws SQLException {
    try (Connection connection = server.connect()) {
      connection.setAutoCommit(false);
      EmbeddedServer.run(connection, "TRUNCATE " + table.table());
      if (table == Table.CALL_WORDS) {
        for (int part = 0; part < Parts.COUNT; part++) {
          copy(connection, table, table.table() + '_' + part, parts.calls(part));
        }
      } else {
        copy(connection, table, table.table(), IntStream.range(0, plan.calls()));
      }
      connection.commit();
    }
  }

  private void copy(Connection connection, Table table, String target, IntStream calls)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + target + ' ' + table.columns() + " FROM STDIN WITH (FREEZE)");
    StringBuilder lines = new StringBuilder(2 * CHUNK_CHARS);
    PrimitiveIterator.OfInt each = calls.iterator();
    while (each.hasNext()) {
      table.write(new GeneratedCall(plan, each.nextInt()), lines);
      if (lines.length() > CHUNK_CHARS) {
        send(copy, lines);
      }
    }
    send(copy, lines);
    copy.endCopy();
  }

  private static void send(CopyIn copy, StringBuilder lines) throws SQLException {
    byte[] bytes = lines.toString().getBytes(US_ASCII);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }

  private void tenants() throws SQLException {
    server.run(
        "INSERT INTO parley.tenants (tenant_id, name) SELECT 'tenant-' || n, 'Tenant ' || n"
            + " FROM generate_series(1, "
            + (plan.tenants() - 1)
            + ") AS n ON CONFLICT DO NOTHING");
  }
}
