package io.parley.control.api;

import io.parley.control.store.CallFilter;
import io.parley.kernel.call.EndReason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request's parameters as a filter of calls; refuses what cannot be meant. Stateless. */
final class CallFilters {
  private static final Set<String> STATUSES = Set.of("ringing", "in-progress", "ended");
  private static final Set<String> REASONS =
      Arrays.stream(EndReason.values())
          .map(EndReason::wireName)
          .collect(Collectors.toCollection(TreeSet::new));
  private static final int MAX_CHARS = 512;

  private CallFilters() {}

  /** The parameters by their names; absent ones let all calls through. */
  record Parameters(
      @Nullable String status,
      @Nullable String sipCallId,
      @Nullable String agent,
      @Nullable String from,
      @Nullable String to,
      @Nullable EndReason endedReason,
      @Nullable Instant startedFrom,
      @Nullable Instant startedBefore,
      @Nullable String q,
      @Nullable Integer rating) {}

  /** Reads {@code status}, {@code sip_call_id}, {@code agent}, {@code from}, {@code to} …. */
  static CallFilter of(Map<String, String> parameters) {
    String status = text(parameters, "status");
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.badParameter("status", "one of ringing, in-progress, ended");
    }
    String reason = text(parameters, "ended_reason");
    if (reason != null && !REASONS.contains(reason)) {
      throw Problem.badParameter("ended_reason", "one of " + String.join(", ", REASONS));
    }
    return new CallFilter(
        status,
        text(parameters, "sip_call_id"),
        text(parameters, "agent"),
        text(parameters, "from"),
        text(parameters, "to"),
        reason,
        time(parameters, "started_from"),
        time(parameters, "started_before"),
        text(parameters, "q"),
        rating(text(parameters, "rating")));
  }

  private static @Nullable Integer rating(@Nullable String given) {
    if (given != null && !given.matches("[1-5]")) {
      throw Problem.badParameter("rating", "a number from 1 to 5");
    }
    return given == null ? null : Integer.valueOf(given);
  }

  /** A text of a bounded length, or null; PostgreSQL keeps no NUL. */
  static @Nullable String text(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > MAX_CHARS || value.indexOf('\0') >= 0) {
      throw Problem.badParameter(name, "at most " + MAX_CHARS + " characters, none of them NUL");
    }
    return value;
  }

  /** A time of ISO 8601 with its zone, or null. */
  static @Nullable Instant time(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      Instant time = Instant.parse(value);
      if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
        throw Problem.badParameter(name, "a time between 1970 and 2200");
      }
      return time;
    } catch (DateTimeParseException _) {
      throw Problem.badParameter(name, "a time like 2026-11-20T13:00:00Z");
    }
  }
}
