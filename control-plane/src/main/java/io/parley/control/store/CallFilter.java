package io.parley.control.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are wanted; a null condition lets all through. Immutable.
 *
 * @param from the caller's number
 * @param startedFrom the earliest start, inclusive
 * @param startedBefore the latest start, exclusive
 * @param words said in the call by either side: all of them; {@code or}, {@code -not} as web
 *     searches have them
 * @param rating by the caller, 1 to 5
 */
public record CallFilter(
    @Nullable String status,
    @Nullable String sipCallId,
    @Nullable String agent,
    @Nullable String from,
    @Nullable String to,
    @Nullable String endedReason,
    @Nullable Instant startedFrom,
    @Nullable Instant startedBefore,
    @Nullable String words,
    @Nullable Integer rating) {
  /** All calls. */
  public static final CallFilter ALL =
      new CallFilter(null, null, null, null, null, null, null, null, null, null);

  /** An id is made when the offer comes in, its fact is written a moment later. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  /** A condition in SQL with the values of its placeholders. */
  record Condition(String sql, List<Object> values) {
    /** Copies the values. */
    Condition {
      values = List.copyOf(values);
    }
  }

  /** All but the words as a condition on {@code calls}, beginning with {@code AND}, or empty. */
  Condition condition() {
    StringBuilder sql = new StringBuilder();
    List<Object> values = new ArrayList<>();
    and(sql, values, "status = ?", status);
    and(
        sql,
        values,
        "sip_call_id = ?",
        sipCallId == null ? null : CallProjection.storedSipCallId(sipCallId));
    and(sql, values, "agent = ?", agent);
    and(sql, values, "from_number = ?", from);
    and(sql, values, "to_number = ?", to);
    and(sql, values, "ended_reason = ?", endedReason);
    and(sql, values, "rating = ?", rating);
    // IS TRUE keeps the planner from the index on the time: that of the ids has the order of the
    // list.
    if (startedFrom != null) {
      and(sql, values, "(started_at >= ?) IS TRUE", Timestamp.from(startedFrom));
      and(sql, values, "id >= ?", firstIdAt(startedFrom.minus(SLACK)));
    }
    if (startedBefore != null) {
      and(sql, values, "(started_at < ?) IS TRUE", Timestamp.from(startedBefore));
      and(sql, values, "id < ?", firstIdAt(startedBefore.plus(SLACK)));
    }
    return new Condition(sql.toString(), Collections.unmodifiableList(values));
  }

  /** No call that passes has an id below this; null when any may. */
  @Nullable UUID earliestId() {
    return startedFrom == null ? null : firstIdAt(startedFrom.minus(SLACK));
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" AND ").append(condition);
      values.add(value);
    }
  }

  /** The least id a call that began at {@code start} can have (RFC 9562, UUID version 7). */
  private static UUID firstIdAt(Instant start) {
    return new UUID((Math.max(0, start.toEpochMilli()) << 16) | 0x7000L, 0x8000_0000_0000_0000L);
  }
}
