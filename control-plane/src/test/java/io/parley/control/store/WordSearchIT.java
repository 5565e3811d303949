package io.parley.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.store.CallQueries.Wanted;
import io.parley.control.store.CallRecord.Summary;
import io.parley.kernel.id.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Words among more calls than are looked through one by one, one call a minute. */
class WordSearchIT {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int CALLS = WordSearch.RECENT + 600;
  private static final TenantId TENANT = TenantId.DEFAULT;

  @TempDir static Path data;
  private static TestDatabase database;
  private static CallQueries queries;

  @BeforeAll
  static void recordCalls() throws Exception {
    database = TestDatabase.start(data);
    queries = new CallQueries(database.transactions());
    for (String tenant : List.of(TENANT.value(), "other")) {
      database
          .transactions()
          .in(
              new TenantId(tenant),
              jdbc ->
                  jdbc.update(
                          """
                          INSERT INTO calls (tenant_id, id, node, status, agent, started_at)
                          SELECT ?, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
                            || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, 'n', 'ended',
                            'agent-' || n % 2, at
                          FROM generate_series(0, ?) AS n, LATERAL (
                            SELECT ?::timestamptz + n * interval '1 minute') AS t(at)
                          """,
                          tenant, CALLS - 1, START.toString())
                      + jdbc.update(
                          """
                          INSERT INTO call_words SELECT tenant_id, id, said_words(tenant_id,
                            'hello it''s call' || n || CASE WHEN n % 100 = 7 THEN ' hundredth' ELSE '' END
                            || CASE WHEN n < 3 THEN ' Überfall' ELSE '' END)
                          FROM (SELECT *, (row_number() OVER (ORDER BY id)) - 1 AS n FROM calls) c
                          """));
    }
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static List<Integer> found(int limit, String words) {
    return found(limit, null, filter(words, null, null));
  }

  private static CallFilter filter(
      @Nullable String words, @Nullable String agent, @Nullable Instant from) {
    return new CallFilter(null, null, agent, null, null, null, from, null, words, null);
  }

  /** Which calls, by their number. */
  private static List<Integer> found(int limit, @Nullable UUID before, CallFilter filter) {
    return queries.list(TENANT, new Wanted(limit, before, filter)).stream()
        .map(call -> (int) ((call.startedAt().getEpochSecond() - START.getEpochSecond()) / 60))
        .toList();
  }

  private static List<Integer> hundredths(int from) {
    List<Integer> all = new ArrayList<>();
    for (int n = CALLS - 93; n >= from; n -= 100) {
      all.add(n);
    }
    return all;
  }

  @Test
  void findsNewestFirstWhatIsSaidOften() {
    assertThat(found(3, "hello")).containsExactly(CALLS - 1, CALLS - 2, CALLS - 3);
    assertThat(found(3, "HELLO -hundredth")).hasSize(3);
  }

  @Test
  void findsByTheIndexWhatWasSaidLongAgo() {
    assertThat(found(10, "überfall")).containsExactly(2, 1, 0);
    assertThat(found(2, "überfall hello")).containsExactly(2, 1);
    assertThat(found(10, "call5 or call2590")).containsExactly(2590, 5);
  }

  @Test
  void goesOnInTheIndexWhereTheNewestEnd() {
    assertThat(found(100, "hundredth")).isEqualTo(hundredths(0));
  }

  @Test
  void goesPageByPageWithoutGapOrDouble() {
    List<Integer> all = new ArrayList<>();
    UUID before = null;
    List<Summary> page;
    do {
      page = queries.list(TENANT, new Wanted(4, before, filter("hundredth", null, null)));
      for (Summary call : page) {
        all.add((int) ((call.startedAt().getEpochSecond() - START.getEpochSecond()) / 60));
        before = call.id();
      }
    } while (!page.isEmpty());
    assertThat(all).isEqualTo(hundredths(0));
  }

  @Test
  void otherConditionsHoldAsWell() {
    assertThat(found(100, null, filter("hundredth", "agent-1", null))).isEqualTo(hundredths(0));
    assertThat(found(100, null, filter("hundredth", "agent-0", null))).isEmpty();
    Instant from = START.plusSeconds(60 * 300);
    assertThat(found(100, null, filter("hundredth", null, from))).isEqualTo(hundredths(300));
    assertThat(found(100, null, filter("überfall", null, from))).isEmpty();
  }

  @Test
  void takesWordsThatStandTogetherEachByItself() {
    assertThat(found(2, "it's")).hasSize(2);
    assertThat(found(2, "\"call7 hello\"")).containsExactly(7);
  }

  @Test
  void signsOfTheQueryLanguageInWordsAreOnlyText() {
    for (String words :
        List.of("'", "\\", "a'b\\c", "!&|():*", "<->", "''", "hello & | !x", "\"")) {
      assertThat(found(1, words)).as(words).hasSizeBetween(0, 1);
    }
    assertThat(found(5, "x".repeat(500))).isEmpty();
  }

  @Test
  void theIndexIsUsedAlthoughRowsAreGuarded() throws Exception {
    new JdbcTemplate(TestDatabase.owner(data)).execute("VACUUM ANALYZE call_words");
    List<String> plan =
        database
            .transactions()
            .in(
                TENANT,
                jdbc -> {
                  jdbc.query(
                      "SELECT set_config('app.words', wanted_words('default', 'call5')::text, true)",
                      _ -> {});
                  return jdbc.queryForList(
                      "EXPLAIN SELECT call_id FROM call_words WHERE tenant_id = 'default'",
                      String.class);
                });
    assertThat(String.join("\n", plan)).contains("Bitmap Index Scan", "_words_idx");
  }
}
