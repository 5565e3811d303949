package io.parley.control.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Facts;
import io.parley.control.journal.JournalLine;
import io.parley.control.journal.JournalPosition;
import io.parley.control.store.CallQueries.Wanted;
import io.parley.control.store.CallStatistics.Report;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * From every earlier version with rows in it to the newest, in a schema of its own. The rows of a
 * migration stand in db/rows under its name and are written when it is the newest, as history went.
 */
class MigrationsIT {
  private static final List<TenantId> TENANTS = List.of(TenantId.DEFAULT, new TenantId("other"));
  private static final CallId CALL = CallId.parse("01900000-0000-7000-8000-000000000001");
  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

  /** Their rows are made anew, in another form. */
  private static final Pattern DERIVED = Pattern.compile("call_words.*|stale_hours|call_search");

  @TempDir static Path data;
  private static TestDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.start(data);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  static List<String> earlierVersions() {
    List<String> known = Migrations.known();
    return known.subList(0, known.size() - 1);
  }

  @ParameterizedTest(name = "from version {0}")
  @MethodSource("earlierVersions")
  void rowsOfAnEarlierVersionAreServedByTheNewest(String from) throws Exception {
    String schema = "from_" + from;
    DataSource owner = TestDatabase.login(data, "owner", schema);
    JdbcTemplate jdbc = new JdbcTemplate(owner);
    for (String version : earlierVersions().subList(0, earlierVersions().indexOf(from) + 1)) {
      Resource[] rows = rowsOf(version);
      if (rows.length > 0 || version.equals(from)) {
        Migrations.apply(owner, schema, version);
      }
      for (Resource each : rows) {
        write(owner, each);
      }
    }
    Map<String, List<String>> columns = columns(jdbc, schema);
    Map<String, List<String>> before = rows(owner, columns);
    assertThat(before.get("calls")).hasSize(2);

    Migrations.apply(owner, schema, Migrations.NEWEST);

    assertThat(rows(owner, columns)).isEqualTo(before);
    assertThat(unguarded(jdbc, schema)).isEmpty();
    for (TenantId tenant : TENANTS) {
      DataSource application = TestDatabase.login(data, "app", schema);
      theProductWorks(new TenantTransactions(() -> application), tenant);
    }
  }

  /** The rows of the migration with this number, found by its name: numbers may change. */
  private static Resource[] rowsOf(String version) throws IOException {
    PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
    Resource[] migration = files.getResources("classpath:db/migration/V" + version + "__*.sql");
    String name = Objects.requireNonNull(migration[0].getFilename()).replaceAll("^V\\d+__", "");
    return files.getResources("classpath*:db/rows/" + name);
  }

  private static void write(DataSource owner, Resource rows) throws IOException {
    String script = rows.getContentAsString(UTF_8);
    for (TenantId tenant : TENANTS) {
      new TenantTransactions(() -> owner)
          .in(
              tenant,
              jdbc -> {
                jdbc.execute(script.replace("$tenant", tenant.value()));
                return true;
              });
    }
  }

  private static Map<String, List<String>> columns(JdbcTemplate jdbc, String schema) {
    Map<String, List<String>> columns = new TreeMap<>();
    jdbc.query(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?"
            + " AND table_name <> 'flyway_schema_history' ORDER BY 1, ordinal_position",
        row -> {
          columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getString(2));
        },
        schema);
    columns.keySet().removeIf(table -> DERIVED.matcher(table).matches());
    return columns;
  }

  /** What stands in these columns, table by table. */
  private static Map<String, List<String>> rows(
      DataSource owner, Map<String, List<String>> columns) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (TenantId tenant : TENANTS) {
      new TenantTransactions(() -> owner)
          .in(
              tenant,
              jdbc -> {
                columns.forEach((table, names) ->
                    rows.computeIfAbsent(table, _ -> new ArrayList<>())
                        .addAll(
                            jdbc.queryForList(
                                "SELECT concat_ws('|', "
                                    + String.join(", ", names)
                                    + ") FROM "
                                    + table
                                    + " ORDER BY 1",
                                String.class)));
                return true;
              });
    }
    return rows;
  }

  /** The queue's table holds ids only, and is no tenant's: it is left out. */
  private static List<String> unguarded(JdbcTemplate jdbc, String schema) {
    return jdbc.queryForList(
        "SELECT relname FROM pg_class WHERE relnamespace = ?::regnamespace AND relkind IN ('r', 'p')"
            + " AND relname NOT IN ('flyway_schema_history', 'scheduled_tasks')"
            + " AND NOT (relrowsecurity AND relforcerowsecurity)",
        String.class,
        schema);
  }

  private static void theProductWorks(TenantTransactions transactions, TenantId tenant)
      throws Exception {
    CallQueries calls = new CallQueries(transactions);
    assertThat(found(calls, tenant, "photosynthesis it's")).containsExactly(CALL.value());
    CallRecord call = calls.find(tenant, CALL.value()).orElseThrow();
    assertThat(call.transcript()).hasSize(2);
    assertThat(call.turns()).hasSize(2);
    Report report =
        new CallStatistics(transactions).report(tenant, DAY, DAY.plus(1, ChronoUnit.DAYS), null);
    assertThat(report.calls()).isEqualTo(1);
    assertThat(report.stages())
        .filteredOn(stage -> stage.stage().equals("on-wire"))
        .singleElement()
        .satisfies(stage -> assertThat(stage.turns()).isEqualTo(2));

    List<JournalLine.Entry> facts = new ArrayList<>();
    CallId next = Facts.id(DAY.plusSeconds(40_000).toEpochMilli());
    CallJournal journal =
        (_, id, fact) ->
            facts.add(
                new JournalLine.Entry(
                    "n2",
                    tenant,
                    id,
                    facts.size() + 1,
                    DAY.plusSeconds(40_000).toEpochMilli(),
                    fact));
    Facts.wholeCall(journal, next, "Alice", "hello");
    new PostgresFactStore(transactions, FactOutbox.NONE)
        .store("n2", facts, new JournalPosition(1, 10));
    assertThat(found(calls, tenant, "hello")).containsExactly(next.value());
    assertThat(found(calls, tenant, "photosynthesis")).containsExactly(CALL.value());
  }

  private static List<UUID> found(CallQueries calls, TenantId tenant, String words) {
    CallFilter filter = new CallFilter(null, null, null, null, null, null, null, null, words, null);
    return calls.list(tenant, new Wanted(10, null, filter)).stream()
        .map(CallRecord.Summary::id)
        .toList();
  }
}
