package io.parley.control.store;

import io.parley.control.store.CallRecord.Decision;
import io.parley.control.store.CallRecord.Event;
import io.parley.control.store.CallRecord.Latency;
import io.parley.control.store.CallRecord.Line;
import io.parley.control.store.CallRecord.Quality;
import io.parley.control.store.CallRecord.Sip;
import io.parley.control.store.CallRecord.Summary;
import io.parley.control.store.CallRecord.ToolCall;
import io.parley.control.store.CallRecord.Turn;
import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calls out of the database, of one tenant at a time. Safe from any thread. */
public final class CallQueries {
  private static final int MAX_CHILDREN = 5_000;
  private static final String COLUMNS =
      "id, direction, status, from_number, from_display, to_number, agent, agent_version,"
          + " sip_call_id, sip_remote, sip_user_agent, sip_codec, sip_status, started_at,"
          + " answered_at, ended_at, duration_ms, ended_reason, ended_detail, setup_ms,"
          + " rating, rating_comment";

  /** All of a call's own columns; what follows says which calls. */
  static final String SELECT_CALL = "SELECT " + COLUMNS + " FROM calls";

  /** The order of every list; one placeholder for how many. */
  static final String NEWEST = " ORDER BY id DESC LIMIT ?";

  private final TenantTransactions transactions;

  /** Queries in these transactions. */
  public CallQueries(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Which calls, newest first.
   *
   * @param before only calls that come after this one in the list; null from the newest on
   */
  public record Wanted(int limit, @Nullable UUID before, CallFilter filter) {}

  /** Calls as wanted. */
  public List<Summary> list(TenantId tenant, Wanted wanted) {
    String words = wanted.filter().words();
    return transactions.in(
        tenant,
        jdbc -> {
          if (words != null) {
            return new WordSearch(jdbc, tenant, wanted).find(words);
          }
          Candidates all = Candidates.of(tenant, wanted);
          return read(jdbc, SELECT_CALL + all.sql() + NEWEST, all.with(wanted.limit()));
        });
  }

  /** The calls a list is taken from, words aside: the condition after {@code FROM calls}. */
  record Candidates(String sql, List<Object> values) {
    /** Copies the values. */
    Candidates {
      values = List.copyOf(values);
    }

    static Candidates of(TenantId tenant, Wanted wanted) {
      CallFilter.Condition condition = wanted.filter().condition();
      StringBuilder sql = new StringBuilder(" WHERE tenant_id = ?").append(condition.sql());
      List<Object> values = new ArrayList<>(List.of(tenant.value()));
      values.addAll(condition.values());
      UUID before = wanted.before();
      if (before != null) {
        sql.append(" AND id < ?");
        values.add(before);
      }
      return new Candidates(sql.toString(), values);
    }

    /** The values of its placeholders and of those that follow. */
    Object[] with(Object... more) {
      List<Object> all = new ArrayList<>(values);
      all.addAll(List.of(more));
      return all.toArray();
    }
  }

  /** Calls out of rows with the columns of {@link #SELECT_CALL}. */
  static List<Summary> read(JdbcTemplate jdbc, String sql, Object... values) {
    return jdbc.query(sql, (row, _) -> summary(row), values);
  }

  /** All about one call. */
  public Optional<CallRecord> find(TenantId tenant, UUID id) {
    return transactions.in(
        tenant,
        jdbc ->
            jdbc
                .query(
                    SELECT_CALL + " WHERE tenant_id = ? AND id = ?",
                    (row, _) -> summary(row),
                    tenant.value(),
                    id)
                .stream()
                .findFirst()
                .map(call -> whole(jdbc, tenant, call)));
  }

  private static CallRecord whole(JdbcTemplate jdbc, TenantId tenant, Summary call) {
    Object[] of = {tenant.value(), call.id(), MAX_CHILDREN};
    String where = " WHERE tenant_id = ? AND call_id = ? ORDER BY seq";
    List<Quality> quality =
        jdbc.query(
            "SELECT codec, packets_received, packets_sent, lost, late, duplicate, foreign_source,"
                + " malformed, concealed_ms, jitter_ms FROM quality"
                + where
                + " DESC LIMIT ?",
            (row, _) -> quality(row),
            tenant.value(),
            call.id(),
            1);
    return new CallRecord(
        call,
        quality.isEmpty() ? null : quality.getFirst(),
        jdbc.query(
            "SELECT role, said, heard, interrupted, at_ms, ordered_by FROM transcript"
                + where
                + ", line LIMIT ?",
            (row, _) -> line(row),
            of),
        jdbc.query(
            "SELECT turn_index, started_ms, interrupted, end_of_turn_ms, transcript_ms,"
                + " first_token_ms, first_audio_ms, on_wire_ms FROM turns"
                + where
                + " LIMIT ?",
            (row, _) -> turn(row),
            of),
        jdbc.query(
            "SELECT at_ms, data->>'turn', data->>'name', data->>'arguments', data->>'result'"
                + " FROM events WHERE type = 'tool' AND tenant_id = ? AND call_id = ?"
                + " ORDER BY seq LIMIT ?",
            (row, _) ->
                new ToolCall(
                    row.getLong(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)),
            of),
        jdbc.query(
            "SELECT type, at_ms, data FROM events" + where + " LIMIT ?",
            (row, _) -> new Event(row.getString(1), row.getLong(2), row.getString(3)),
            of),
        jdbc.query(
            "SELECT at_ms, state, decision, inputs FROM decisions" + where + " LIMIT ?",
            (row, _) ->
                new Decision(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
            of),
        RecordingRows.find(jdbc, tenant, call.id()).orElse(null));
  }

  private static Summary summary(ResultSet row) throws SQLException {
    return new Summary(
        row.getObject("id", UUID.class),
        row.getString("direction"),
        row.getString("status"),
        row.getString("from_number"),
        row.getString("from_display"),
        row.getString("to_number"),
        row.getString("agent"),
        row.getObject("agent_version", Integer.class),
        new Sip(
            row.getString("sip_call_id"),
            row.getString("sip_remote"),
            row.getString("sip_user_agent"),
            row.getString("sip_codec"),
            row.getObject("sip_status", Integer.class)),
        row.getTimestamp("started_at").toInstant(),
        instant(row.getTimestamp("answered_at")),
        instant(row.getTimestamp("ended_at")),
        row.getObject("duration_ms", Long.class),
        row.getString("ended_reason"),
        row.getString("ended_detail"),
        row.getObject("setup_ms", Long.class),
        row.getObject("rating", Integer.class),
        row.getString("rating_comment"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getLong(5),
        row.getString(6));
  }

  private static Turn turn(ResultSet row) throws SQLException {
    return new Turn(
        row.getInt(1),
        row.getLong(2),
        row.getBoolean(3),
        new Latency(
            row.getObject(4, Long.class),
            row.getObject(5, Long.class),
            row.getObject(6, Long.class),
            row.getObject(7, Long.class),
            row.getObject(8, Long.class)));
  }

  private static Quality quality(ResultSet row) throws SQLException {
    return new Quality(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getDouble(10));
  }
}
