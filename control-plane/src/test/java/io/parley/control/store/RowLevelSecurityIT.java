package io.parley.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Facts;
import io.parley.control.journal.JournalLine;
import io.parley.control.journal.JournalPosition;
import io.parley.control.ship.StoreFault;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class RowLevelSecurityIT {
  private static final TenantId OTHER = new TenantId("other");

  @TempDir static Path data;
  private static TestDatabase database;

  @BeforeAll
  static void fillTwoTenants() throws Exception {
    database = TestDatabase.start(data);
    for (TenantId tenant : List.of(TenantId.DEFAULT, OTHER)) {
      List<JournalLine.Entry> entries = new ArrayList<>();
      CallId call = Facts.id(1_000);
      CallJournal journal =
          (_, id, fact) ->
              entries.add(
                  new JournalLine.Entry("node-" + tenant, tenant, id, entries.size() + 1, 5, fact));
      Facts.wholeCall(journal, call, "Alice", "hello");
      database.facts().store("node-" + tenant, entries, new JournalPosition(1, 10));
    }
    new CallStatistics(database.transactions())
        .report(OTHER, Instant.EPOCH, Instant.EPOCH.plusSeconds(7200), null);
    database
        .transactions()
        .in(
            OTHER,
            jdbc ->
                jdbc.update("INSERT INTO stale_hours VALUES ('other', now())")
                    + jdbc.update("INSERT INTO tenants (tenant_id, name) VALUES ('other', 'Other')")
                    + jdbc.update("INSERT INTO journal_positions VALUES ('other', 'n', 1, 1)")
                    + PeopleRows.insert(jdbc, OTHER)
                    + AgentRows.insert(jdbc, OTHER)
                    + WebhookRows.insert(jdbc, OTHER)
                    + RecordingTableRows.insert(jdbc, OTHER)
                    + SessionRowsSample.insert(jdbc, OTHER));
    database
        .transactions()
        .in(
            TenantId.DEFAULT,
            jdbc ->
                PeopleRows.insert(jdbc, TenantId.DEFAULT)
                    + AgentRows.insert(jdbc, TenantId.DEFAULT)
                    + WebhookRows.insert(jdbc, TenantId.DEFAULT)
                    + RecordingTableRows.insert(jdbc, TenantId.DEFAULT)
                    + SessionRowsSample.insert(jdbc, TenantId.DEFAULT));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void everyTableHasATenantAndForcedRowLevelSecurity() {
    List<String> tables = tables("");
    assertThat(tables).hasSizeGreaterThanOrEqualTo(9).contains("calls", "transcript", "facts");
    for (String table : tables) {
      assertThat(
              database
                  .pool()
                  .queryForObject(
                      "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class"
                          + " WHERE oid = ?::regclass",
                      Boolean.class,
                      table))
          .as("row-level security of " + table)
          .isTrue();
    }
  }

  @Test
  void theApplicationSeesNoRowWithoutATenantAndOnlyItsOwnWithOne() {
    for (String table : tables()) {
      assertThat(database.pool().queryForList("SELECT tenant_id FROM " + table))
          .as(table + " without a tenant")
          .isEmpty();
      List<String> seen = database.transactions().in(OTHER, jdbc -> tenantsIn(jdbc, table));
      assertThat(seen).as(table).containsOnly("other");
      assertThat(seen).as(table).doesNotContain("default");
    }
  }

  /** The table of words shows nothing unless words are wanted: the other tenant's are. */
  private static List<String> tenantsIn(JdbcTemplate jdbc, String table) {
    want(jdbc, OTHER, "hello");
    return jdbc.queryForList("SELECT tenant_id FROM " + table, String.class);
  }

  private static void want(JdbcTemplate jdbc, TenantId tenant, String words) {
    jdbc.query(
        "SELECT set_config('app.words', wanted_words(?, ?)::text, true)",
        _ -> {},
        tenant.value(),
        words);
  }

  @Test
  void wordsAreFoundByTheirTenantOnlyWhateverIsLookedFor() {
    for (TenantId asked : List.of(TenantId.DEFAULT, OTHER)) {
      List<String> found =
          database
              .transactions()
              .in(
                  OTHER,
                  jdbc -> {
                    want(jdbc, asked, "hello");
                    return jdbc.queryForList(
                        "SELECT tenant_id FROM call_words WHERE tenant_id IS NOT NULL",
                        String.class);
                  });
      assertThat(found).hasSize(asked.equals(OTHER) ? 1 : 0).doesNotContain("default");
    }
    List<String> anything =
        database
            .transactions()
            .in(
                OTHER,
                jdbc -> {
                  jdbc.execute("SET LOCAL app.words = '!nothing'");
                  return jdbc.queryForList("SELECT tenant_id FROM call_words", String.class);
                });
    assertThat(anything).containsExactly("other");
    List<String> unasked =
        database
            .transactions()
            .in(OTHER, jdbc -> jdbc.queryForList("SELECT tenant_id FROM call_words", String.class));
    assertThat(unasked).as("no words, no rows").isEmpty();
  }

  @Test
  void wordsAreWrittenForTheirTenantOnlyAndByNobodyElse() {
    for (String statement :
        List.of(
            "INSERT INTO call_words VALUES ('default', gen_random_uuid(), '')",
            "UPDATE call_words SET tenant_id = 'default'")) {
      assertThatThrownBy(() ->
              database
                  .transactions()
                  .in(
                      OTHER,
                      jdbc -> {
                        want(jdbc, OTHER, "hello");
                        return jdbc.update(statement);
                      }))
          .as(statement)
          .rootCause()
          .hasMessageContaining("row-level security");
    }
  }

  @Test
  void aPartOfATableShowsNothingByItsOwnName() {
    List<String> parts = tables("AND c.relispartition");
    assertThat(parts).hasSize(32);
    for (String part : parts) {
      List<String> seen = database.transactions().in(OTHER, jdbc -> tenantsIn(jdbc, part));
      assertThat(seen).as(part).isEmpty();
    }
  }

  @Test
  void theApplicationWritesNoRowOfAnotherTenant() {
    assertThatThrownBy(() ->
            database
                .transactions()
                .in(
                    OTHER,
                    jdbc ->
                        jdbc.update(
                            "INSERT INTO tenants (tenant_id, name) VALUES ('default2', 'x')")))
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("row-level security");
    int changed =
        database
            .transactions()
            .in(OTHER, jdbc -> jdbc.update("UPDATE calls SET agent = 'x' WHERE agent <> 'x'"));
    assertThat(changed).isEqualTo(1);
  }

  @Test
  void theApplicationsRoleCanNeitherBypassNorChangeAnything() {
    JdbcTemplate app = database.pool();
    assertThat(
            app.queryForObject(
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles"
                    + " WHERE rolname = current_user",
                Boolean.class))
        .isFalse();
    for (String statement :
        List.of(
            "ALTER TABLE calls DISABLE ROW LEVEL SECURITY",
            "DROP TABLE calls",
            "CREATE TABLE parley.mine (n int)",
            "TRUNCATE calls",
            "TRUNCATE audit_log",
            "UPDATE audit_log SET actor = 'nobody'",
            "DELETE FROM audit_log",
            "DROP TRIGGER audit_log_only_grows ON audit_log",
            "SELECT * FROM parley.flyway_schema_history",
            "SET ROLE parley_owner")) {
      assertThatThrownBy(() -> app.execute(statement))
          .as(statement)
          .isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void theAuditLogOnlyGrowsWhoeverWritesIt() throws Exception {
    DataSource owner = TestDatabase.owner(data);
    for (String change : List.of("UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log")) {
      assertThatThrownBy(
              () -> new TenantTransactions(() -> owner).in(OTHER, jdbc -> jdbc.update(change)))
          .as(change)
          .rootCause()
          .hasMessageContaining("audit_log only grows");
    }
    assertThatThrownBy(() -> new JdbcTemplate(owner).execute("TRUNCATE audit_log"))
        .rootCause()
        .hasMessageContaining("audit_log only grows");
  }

  @Test
  void theTenantOfATransactionEndsWithIt() {
    database.transactions().in(OTHER, jdbc -> jdbc.queryForList("SELECT id FROM calls"));
    assertThat(
            database
                .pool()
                .queryForList("SELECT coalesce(current_setting('app.tenant', true), '') AS t"))
        .allSatisfy(row -> assertThat(row).containsEntry("t", ""));
  }

  @Test
  void aFactShippedTwiceIsOnRecordOnce() throws Exception {
    CallId call = Facts.id(2_000);
    var entry =
        new JournalLine.Entry(
            "node-x", TenantId.DEFAULT, call, 1, 5, new CallFact.DigitPressed(1, "1"));
    database.facts().store("node-x", List.of(entry, entry), new JournalPosition(1, 1));
    database.facts().store("node-x", List.of(entry), new JournalPosition(1, 1));
    int events =
        database
            .transactions()
            .in(
                TenantId.DEFAULT,
                jdbc ->
                    jdbc.queryForList("SELECT seq FROM events WHERE call_id = ?", call.value())
                        .size());
    assertThat(events).isEqualTo(1);
    assertThat(database.facts().position("node-x")).isEqualTo(new JournalPosition(1, 1));
  }

  @Test
  void aFactThatCannotBeStoredIsSaidToBeSoWithoutWhatWasSaidInIt() {
    var entry =
        new JournalLine.Entry(
            "node-y",
            TenantId.DEFAULT,
            Facts.id(3_000),
            1,
            Long.MAX_VALUE / 2,
            Facts.turn(1, "my secret is 1234", "Noted: 1234."));
    assertThatThrownBy(
            () -> database.facts().store("node-y", List.of(entry), new JournalPosition(1, 1)))
        .isInstanceOfSatisfying(
            StoreFault.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(StoreFault.Kind.UNACCEPTABLE);
              StringWriter trace = new StringWriter();
              fault.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("1234");
            });
  }

  @Test
  void theQueueWhichIsNoTenantsHoldsIdsAndTimesOnly() {
    assertThat(
            database
                .pool()
                .queryForList(
                    "SELECT column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'parley' AND table_name = 'scheduled_tasks'"
                        + " AND data_type IN ('text', 'bytea', 'jsonb')",
                    String.class))
        .containsExactlyInAnyOrder("task_name", "task_instance", "task_data", "picked_by");
    assertThat(database.pool().queryForList("SELECT task_data FROM scheduled_tasks", byte[].class))
        .allMatch(data -> data == null);
  }

  private static List<String> tables() {
    return tables("AND NOT c.relispartition");
  }

  /** The queue's table holds ids only, and is no tenant's: it is left out. */
  private static List<String> tables(String which) {
    return database
        .pool()
        .queryForList(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = 'parley' AND c.relkind IN ('r', 'p')"
                + " AND c.relname NOT IN ('flyway_schema_history', 'scheduled_tasks') "
                + which,
            String.class);
  }
}
