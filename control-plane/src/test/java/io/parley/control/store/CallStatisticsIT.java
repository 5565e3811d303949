package io.parley.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.control.Facts;
import io.parley.control.journal.JournalLine;
import io.parley.control.journal.JournalPosition;
import io.parley.control.store.CallRatings.Rating;
import io.parley.control.store.CallStatistics.ProviderLatency;
import io.parley.control.store.CallStatistics.Report;
import io.parley.control.store.CallStatistics.Stage;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallFact.TurnLatency;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Roll-ups against a full scan of the same calls. */
class CallStatisticsIT {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofHours(12));

  @TempDir static Path data;
  private static final Random RANDOM = new Random(5);
  private static TestDatabase database;
  private static CallStatistics statistics;
  private static long seq;

  @BeforeAll
  static void recordCalls() throws Exception {
    database = TestDatabase.start(data);
    statistics = new CallStatistics(database.transactions());
    ship(400);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static void ship(int calls) throws Exception {
    List<JournalLine.Entry> entries = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      long atMs = START.toEpochMilli() + RANDOM.nextLong(12 * 3_600_000L);
      CallId call = Facts.id(atMs);
      add(entries, call, atMs, Facts.offered("A", "sip-" + call));
      if (RANDOM.nextInt(10) > 0) {
        add(entries, call, atMs, new CallFact.Answered(20, "PCMU"));
        for (int turn = 0; turn < 3; turn++) {
          long wire = 300 + RANDOM.nextLong(900);
          TurnLatency latency = new TurnLatency(200, 220, wire - 60, wire - 20, wire);
          add(
              entries,
              call,
              atMs,
              new CallFact.TurnCompleted(turn, 1000L * turn, "a", "b", "b", false, latency));
          String outcome = RANDOM.nextInt(20) == 0 ? "timeout" : "ok";
          String provider = RANDOM.nextBoolean() ? "ours" : "theirs";
          add(
              entries,
              call,
              atMs,
              new CallFact.ProviderUsed(50, "llm", provider, outcome, RANDOM.nextLong(2_000)));
        }
      }
      EndReason reason = RANDOM.nextBoolean() ? EndReason.CALLER_HANGUP : EndReason.AGENT_HANGUP;
      add(
          entries,
          call,
          atMs + 30_000,
          new CallFact.Ended(reason, "", 200, RANDOM.nextInt(60_000)));
    }
    database.facts().store("node-s", entries, new JournalPosition(1, seq));
    List<CallId> rated = entries.stream().map(JournalLine.Entry::call).distinct().toList();
    database
        .transactions()
        .in(
            TenantId.DEFAULT,
            jdbc -> {
              rated.stream().filter(_ -> RANDOM.nextInt(3) == 0).forEach(call -> rate(jdbc, call));
              return true;
            });
  }

  private static void rate(JdbcTemplate jdbc, CallId call) {
    Rating rating = new Rating(1 + RANDOM.nextInt(5), null);
    CallRatings.put(jdbc, TenantId.DEFAULT, call.value(), rating);
  }

  private static void add(List<JournalLine.Entry> entries, CallId call, long atMs, CallFact fact) {
    entries.add(new JournalLine.Entry("node-s", TenantId.DEFAULT, call, ++seq, atMs, fact));
  }

  private static long scan(String what) {
    Long number =
        database
            .transactions()
            .in(TenantId.DEFAULT, jdbc -> jdbc.queryForObject("SELECT " + what, Long.class));
    return number == null ? -1 : number;
  }

  @Test
  void tellsWhatAFullScanTellsAlsoAfterMoreCalls() throws Exception {
    Report first = statistics.report(TenantId.DEFAULT, START, END, null);
    assertThat(first.calls()).isEqualTo(400);
    ship(100);
    Report report = statistics.report(TenantId.DEFAULT, START, END, "tutor");

    assertThat(report.complete()).isTrue();
    assertThat(report.calls()).isEqualTo(500).isEqualTo(scan("count(*) FROM calls"));
    assertThat(report.ratings().rated()).isPositive().isEqualTo(scan("count(rating) FROM calls"));
    assertThat(report.ratings().average())
        .isEqualTo((double) scan("sum(rating) FROM calls") / scan("count(rating) FROM calls"));
    assertThat(report.answered()).isEqualTo(scan("count(answered_at) FROM calls"));
    assertThat(report.durationMs()).isEqualTo(scan("sum(duration_ms) FROM calls"));
    assertThat(report.outcomes().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
    assertThat(report.hours()).hasSize(12);
    Stage wire =
        report.stages().stream().filter(s -> s.stage().equals("on-wire")).findFirst().orElseThrow();
    assertThat(wire.turns()).isEqualTo(scan("count(on_wire_ms) FROM turns"));
    for (int percent : new int[] {50, 95, 99}) {
      long exact =
          scan(
              "percentile_disc("
                  + percent / 100.0
                  + ") WITHIN GROUP (ORDER BY on_wire_ms) FROM turns");
      Long told = percent == 50 ? wire.p50Ms() : percent == 95 ? wire.p95Ms() : wire.p99Ms();
      assertThat(told).isBetween(exact - 1, exact + exact / 20 + 1);
    }
  }

  @Test
  void tellsOfEachProviderWhatAFullScanTells() {
    Report report = statistics.report(TenantId.DEFAULT, START, END, "tutor");

    assertThat(report.providers())
        .extracting(ProviderLatency::stage, ProviderLatency::provider)
        .containsExactly(tuple("llm", "ours"), tuple("llm", "theirs"));
    for (ProviderLatency each : report.providers()) {
      String of =
          " FROM events WHERE type = 'provider' AND data->>'provider' = '" + each.provider();
      assertThat(each.uses()).isEqualTo(scan("count(*)" + of + "'"));
      assertThat(each.failed()).isPositive();
      assertThat(each.failed()).isEqualTo(scan("count(*)" + of + "' AND data->>'outcome' <> 'ok'"));
      long exact =
          scan(
              "percentile_disc(0.95) WITHIN GROUP (ORDER BY (data->>'tookMs')::int)"
                  + of
                  + "' AND data->>'outcome' = 'ok'");
      assertThat(each.p95Ms()).isBetween(exact - 1, exact + exact / 20 + 1);
    }
  }

  @Test
  void bucketsAreTheSameInSqlAndInJava() {
    for (long ms : new long[] {0, 1, 2, 3, 19, 20, 21, 250, 999, 12_345, 3_600_000}) {
      String column = "(" + ms + ")";
      assertThat(scan(LatencyBuckets.SQL.formatted(column, column)))
          .as("%d ms", ms)
          .isEqualTo(LatencyBuckets.bucket(ms));
    }
  }

  @Test
  void tellsNothingOfAnotherTenant() {
    Report none = statistics.report(new TenantId("nobody"), START, END, null);

    assertThat(none.calls()).isZero();
    assertThat(none.stages()).isEmpty();
    assertThat(none.providers()).isEmpty();
  }
}
