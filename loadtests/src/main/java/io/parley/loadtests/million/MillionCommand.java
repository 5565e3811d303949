package io.parley.loadtests.million;

import io.parley.loadtests.million.Questions.Question;
import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of {@code ./parley test --long million}: {@code load}, {@code ask}, {@code plans FILE}
 * and {@code lock SECONDS}, each on the server of {@code PARLEY_DATA_DIR}. Prints one JSON object.
 * Owned by the main thread.
 */
public final class MillionCommand {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final long SEED = 20_261_120;

  private final EmbeddedServer server;
  private final Path data;
  private final URI api;
  private final Plan plan;

  private MillionCommand(Map<String, String> environment) throws IOException {
    data = Path.of(environment.getOrDefault("PARLEY_DATA_DIR", "data"));
    server = EmbeddedServer.of(data);
    api = URI.create("http://127.0.0.1:" + environment.getOrDefault("PARLEY_HTTP_PORT", "8080"));
    int calls = Integer.parseInt(environment.getOrDefault("PARLEY_MILLION_CALLS", "1000000"));
    plan = new Plan(calls, 1_000, SEED);
  }

  /** One step and its argument. */
  public static void main(String[] arguments) throws Exception {
    MillionCommand command = new MillionCommand(System.getenv());
    Map<String, Object> report =
        switch (arguments[0]) {
          case "load" -> new Loading(command.server, command.plan).run();
          case "ask" -> command.ask();
          case "plans" -> command.plans(Path.of(arguments[1]));
          case "lock" -> command.lock(Integer.parseInt(arguments[1]));
          default -> throw new IllegalArgumentException("load, ask, plans FILE or lock SECONDS");
        };
    System.out.println(JSON.writeValueAsString(report));
  }

  private Asking asking() throws IOException {
    return new Asking(api, Files.readString(data.resolve("admin-token")).strip());
  }

  private static String whole() {
    return "/api/v1/statistics?from=" + Plan.START + "&to=" + Plan.END;
  }

  /**
   * Hours are counted by the first who asks; then 200 other questions warm server and database,
   * then 200 count. The full scan comes last: it takes from memory what questions have brought
   * there.
   */
  private Map<String, Object> ask() throws IOException, InterruptedException, SQLException {
    Map<String, Object> report = new LinkedHashMap<>();
    try (Asking asking = asking()) {
      long startNs = WireClock.nowNs();
      int asked = 1;
      JsonNode statistics = asking.ask(whole());
      while (!statistics.path("complete").asBoolean()) {
        statistics = asking.ask(whole());
        asked++;
      }
      report.put("asked_until_all_hours_were_counted", asked);
      report.put("counting_seconds", Math.round((WireClock.nowNs() - startNs) / 1e8) / 10.0);
      report.put("warm_up", asking.time(new Questions(plan, SEED + 1).mixed(80, 70, 50)));
      report.put("questions", asking.time(new Questions(plan, SEED + 2).mixed(80, 70, 50)));
      List<String> differences = FullScan.differences(server, statistics);
      report.put("differences_to_a_full_scan", differences.size());
      report.put("differences", differences);
    }
    return report;
  }

  /**
   * Has PostgreSQL write the plans of the product's own statements into its log, then into a file.
   */
  private Map<String, Object> plans(Path file)
      throws IOException, InterruptedException, SQLException {
    long before = Files.size(server.log());
    explain(
        "SET session_preload_libraries = 'auto_explain'", "SET auto_explain.log_min_duration = 0");
    explain("SET auto_explain.log_analyze = on", "SET auto_explain.log_buffers = on");
    reconnect();
    StringBuilder text = new StringBuilder();
    try (Asking asking = asking()) {
      for (Question question : new Questions(plan, SEED + 3).mixed(8, 10, 3)) {
        long from = Files.size(server.log());
        asking.ask(question.path());
        text.append("## ").append(question.path()).append("\n\n");
        text.append(tail(from)).append('\n');
      }
    } finally {
      explain("RESET ALL");
      reconnect();
    }
    Files.writeString(file, text);
    return Map.of("plans", file.toString(), "bytes_of_log", Files.size(server.log()) - before);
  }

  private void explain(String... settings) throws SQLException {
    for (String each : settings) {
      server.run("ALTER ROLE parley_app " + each);
    }
  }

  /** The pool's connections are ended, so that new ones have what the role was set to. */
  private void reconnect() throws SQLException {
    server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'parley_app'");
  }

  private String tail(long from) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(server.log().toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(Math.min(log.length() - from, 1 << 20))];
      log.seek(from);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Locks every table against readers and writers alike. */
  private Map<String, Object> lock(int seconds) throws SQLException {
    try (Connection connection = server.connect()) {
      connection.setAutoCommit(false);
      EmbeddedServer.run(
          connection,
          "DO $$ DECLARE each text; BEGIN FOR each IN SELECT tablename FROM pg_tables WHERE"
              + " schemaname = 'parley' LOOP EXECUTE format('LOCK TABLE parley.%I IN ACCESS"
              + " EXCLUSIVE MODE', each); END LOOP; END $$");
      System.err.println("every table is locked");
      WireClock.sleepUntil(WireClock.nowNs() + seconds * 1_000_000_000L);
      connection.rollback();
    }
    return Map.of("locked_seconds", seconds);
  }
}
