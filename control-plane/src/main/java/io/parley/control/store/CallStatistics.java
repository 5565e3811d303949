package io.parley.control.store;

import io.parley.kernel.id.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Volume, outcomes and latencies from hourly roll-ups, of one tenant at a time. Hours that changed
 * are counted anew first, in the same transaction. Safe from any thread.
 */
public final class CallStatistics {
  /** Hours counted anew at one time; more are left for the next question. */
  private static final int MAX_STALE_HOURS = 500;

  private static final Map<String, String> STAGES = stages();

  private static final String INSERT_HOURS =
      "INSERT INTO stage_hours (tenant_id, hour, agent, agent_version, provider, stage, bucket, turns)"
          + " SELECT c.tenant_id, ?::timestamptz, c.agent, coalesce(c.agent_version, 0), ";
  private static final String TOOK = "(e.data->>'tookMs')::bigint";

  private final TenantTransactions transactions;

  /** Statistics in these transactions. */
  public CallStatistics(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What was asked for, from hour {@code from} to before hour {@code to}.
   *
   * @param complete false when so many hours had changed that some are not counted yet
   */
  public record Report(
      Instant from,
      Instant to,
      boolean complete,
      long calls,
      long answered,
      long durationMs,
      Map<String, Long> outcomes,
      Ratings ratings,
      List<Hour> hours,
      List<Stage> stages,
      List<ProviderLatency> providers) {}

  /**
   * What callers thought of it.
   *
   * @param rated calls with a rating
   * @param average of them, 1 to 5; null when there are none
   */
  public record Ratings(long rated, @Nullable Double average) {}

  /** One hour with calls. */
  public record Hour(Instant hour, long calls, long answered, long durationMs) {}

  /**
   * Latencies of one stage of one agent version, in milliseconds from the end of the caller's
   * speech, off by 5 % at most.
   */
  public record Stage(
      String agent,
      int agentVersion,
      String stage,
      long turns,
      @Nullable Long p50Ms,
      @Nullable Long p95Ms,
      @Nullable Long p99Ms) {}

  /**
   * What one provider took for one agent version.
   *
   * @param stage {@code stt}: from the end of the caller's speech to its transcript, {@code llm}:
   *     from the question to the end of the answer, {@code tts}: from the first sentence to its
   *     first audio; off by 5 % at most
   * @param uses all of them
   * @param failed those that did not end as they should; they have no part in the latencies
   */
  public record ProviderLatency(
      String agent,
      int agentVersion,
      String stage,
      String provider,
      long uses,
      long failed,
      @Nullable Long p50Ms,
      @Nullable Long p95Ms,
      @Nullable Long p99Ms) {}

  private static Map<String, String> stages() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("end-of-turn", "end_of_turn_ms");
    columns.put("transcript", "transcript_ms");
    columns.put("first-token", "first_token_ms");
    columns.put("first-audio", "first_audio_ms");
    columns.put("on-wire", "on_wire_ms");
    return columns;
  }

  /** The report of {@code tenant} on whole hours; {@code agent} null means all agents. */
  public Report report(TenantId tenant, Instant from, Instant to, @Nullable String agent) {
    return transactions.in(
        tenant,
        jdbc -> {
          boolean complete = refresh(jdbc, tenant);
          return read(jdbc, tenant, from, to, agent, complete);
        });
  }

  /** Counts stale hours anew; {@code false} when some are left. */
  private static boolean refresh(JdbcTemplate jdbc, TenantId tenant) {
    List<Timestamp> stale =
        jdbc.query(
            "DELETE FROM stale_hours WHERE tenant_id = ? AND hour IN (SELECT hour FROM stale_hours"
                + " WHERE tenant_id = ? ORDER BY hour DESC LIMIT ?) RETURNING hour",
            (row, _) -> row.getTimestamp(1),
            tenant.value(),
            tenant.value(),
            MAX_STALE_HOURS);
    for (Timestamp hour : stale) {
      count(jdbc, tenant, hour);
    }
    stale.stream()
        .map(hour -> hour.toInstant().truncatedTo(ChronoUnit.DAYS))
        .distinct()
        .forEach(day -> addUp(jdbc, tenant, day));
    return stale.size() < MAX_STALE_HOURS;
  }

  private static void count(JdbcTemplate jdbc, TenantId tenant, Timestamp hour) {
    Timestamp next = Timestamp.from(hour.toInstant().plusSeconds(3600));
    jdbc.update("DELETE FROM call_hours WHERE tenant_id = ? AND hour = ?", tenant.value(), hour);
    jdbc.update("DELETE FROM stage_hours WHERE tenant_id = ? AND hour = ?", tenant.value(), hour);
    jdbc.update(
        "INSERT INTO call_hours SELECT tenant_id, ?::timestamptz, agent, coalesce(agent_version, 0),"
            + " coalesce(ended_reason, ''), count(*), count(answered_at),"
            + " coalesce(sum(duration_ms), 0)::bigint, count(rating),"
            + " coalesce(sum(rating), 0)::bigint FROM calls"
            + " WHERE tenant_id = ? AND started_at >= ? AND started_at < ? GROUP BY 1, 3, 4, 5",
        hour,
        tenant.value(),
        hour,
        next);
    STAGES.forEach((stage, column) ->
        jdbc.update(
            INSERT_HOURS
                + "'', ?, "
                + LatencyBuckets.SQL.formatted("t." + column, "t." + column)
                + ", count(*) FROM calls c JOIN turns t ON t.tenant_id = c.tenant_id"
                + " AND t.call_id = c.id WHERE c.tenant_id = ? AND c.started_at >= ?"
                + " AND c.started_at < ? AND t."
                + column
                + " IS NOT NULL GROUP BY 1, 3, 4, 7",
            hour,
            stage,
            tenant.value(),
            hour,
            next));
    jdbc.update(
        INSERT_HOURS
            + "e.data->>'provider', e.data->>'stage', CASE WHEN e.data->>'outcome' <> 'ok' THEN "
            + LatencyBuckets.FAILED
            + " ELSE "
            + LatencyBuckets.SQL.formatted(TOOK, TOOK)
            + " END, count(*) FROM calls c JOIN events e ON e.tenant_id = c.tenant_id"
            + " AND e.call_id = c.id WHERE c.tenant_id = ? AND c.started_at >= ?"
            + " AND c.started_at < ? AND e.type = 'provider' GROUP BY 1, 3, 4, 5, 6, 7",
        hour,
        tenant.value(),
        hour,
        next);
  }

  private static void addUp(JdbcTemplate jdbc, TenantId tenant, Instant day) {
    Timestamp first = Timestamp.from(day);
    Timestamp next = Timestamp.from(day.plus(1, ChronoUnit.DAYS));
    jdbc.update("DELETE FROM stage_days WHERE tenant_id = ? AND day = ?", tenant.value(), first);
    jdbc.update(
        "INSERT INTO stage_days (tenant_id, day, agent, agent_version, provider, stage, bucket, turns)"
            + " SELECT tenant_id, ?::timestamptz, agent, agent_version, provider, stage, bucket,"
            + " sum(turns)::bigint FROM stage_hours WHERE tenant_id = ? AND hour >= ? AND hour < ?"
            + " GROUP BY 1, 3, 4, 5, 6, 7",
        first,
        tenant.value(),
        first,
        next);
  }

  private static Report read(
      JdbcTemplate jdbc,
      TenantId tenant,
      Instant from,
      Instant to,
      @Nullable String agent,
      boolean complete) {
    String where =
        " WHERE tenant_id = ? AND hour >= ? AND hour < ?" + (agent == null ? "" : " AND agent = ?");
    Object[] of = values(tenant, from, to, agent);
    List<Hour> hours =
        jdbc.query(
            "SELECT hour, sum(calls), sum(answered), sum(duration_ms) FROM call_hours"
                + where
                + " GROUP BY hour ORDER BY hour",
            (row, _) ->
                new Hour(
                    row.getTimestamp(1).toInstant(),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4)),
            of);
    Map<String, Long> outcomes = new TreeMap<>();
    jdbc.query(
        "SELECT ended_reason, sum(calls) FROM call_hours"
            + where
            + " AND ended_reason <> '' GROUP BY ended_reason",
        row -> {
          outcomes.put(row.getString(1), row.getLong(2));
        },
        of);
    LatencyHistograms latencies = latencies(jdbc, tenant, from, to, agent);
    return new Report(
        from,
        to,
        complete,
        hours.stream().mapToLong(Hour::calls).sum(),
        hours.stream().mapToLong(Hour::answered).sum(),
        hours.stream().mapToLong(Hour::durationMs).sum(),
        outcomes,
        ratings(jdbc, where, of),
        hours,
        latencies.stages(),
        latencies.providers());
  }

  private static Ratings ratings(JdbcTemplate jdbc, String where, Object[] of) {
    return jdbc.query(
            "SELECT sum(rated), sum(rating_sum) FROM call_hours" + where,
            (row, _) -> {
              long rated = row.getLong(1);
              return new Ratings(rated, rated == 0 ? null : row.getDouble(2) / rated);
            },
            of)
        .getFirst();
  }

  static Object[] values(TenantId tenant, Instant from, Instant to, @Nullable String agent) {
    List<Object> values =
        new ArrayList<>(List.of(tenant.value(), Timestamp.from(from), Timestamp.from(to)));
    if (agent != null) {
      values.add(agent);
    }
    return values.toArray();
  }

  /** Whole days out of their sums, what is left at both ends hour by hour. */
  private static LatencyHistograms latencies(
      JdbcTemplate jdbc, TenantId tenant, Instant from, Instant to, @Nullable String agent) {
    Instant firstDay = from.plus(1, ChronoUnit.DAYS).minusNanos(1).truncatedTo(ChronoUnit.DAYS);
    Instant lastDay = to.truncatedTo(ChronoUnit.DAYS);
    LatencyHistograms found = new LatencyHistograms(jdbc, tenant, agent);
    if (firstDay.isBefore(lastDay)) {
      found.add("stage_hours", "hour", from, firstDay);
      found.add("stage_days", "day", firstDay, lastDay);
      found.add("stage_hours", "hour", lastDay, to);
    } else {
      found.add("stage_hours", "hour", from, to);
    }
    return found;
  }
}
