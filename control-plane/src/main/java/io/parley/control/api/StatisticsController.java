package io.parley.control.api;

import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.store.CallStatistics;
import io.parley.control.store.CallStatistics.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/statistics}: volume, outcomes and latencies by the hour. Stateless. */
@RestController
class StatisticsController {
  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(400);

  private final CallStatistics statistics;
  private final InstantSource wall;

  /** What a report can be asked for. */
  record Parameters(@Nullable Instant from, @Nullable Instant to, @Nullable String agent) {}

  StatisticsController(CallStatistics statistics, InstantSource wall) {
    this.statistics = statistics;
    this.wall = wall;
  }

  /** Whole hours from {@code from} (a day ago) to {@code to} (the end of this hour). */
  @GetMapping("/api/v1/statistics")
  @Wire(query = Parameters.class)
  @Needs(Permission.CALLS_READ)
  Report report(Requester requester, @RequestParam Map<String, String> parameters) {
    Instant to =
        Objects.requireNonNullElseGet(CallFilters.time(parameters, "to"), wall::instant)
            .plus(1, ChronoUnit.HOURS)
            .minusMillis(1)
            .truncatedTo(ChronoUnit.HOURS);
    Instant from =
        Objects.requireNonNullElseGet(CallFilters.time(parameters, "from"), () -> to.minus(USUAL))
            .truncatedTo(ChronoUnit.HOURS);
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Problem.badParameter("from", "before to, and at most 400 days before it");
    }
    return statistics.report(requester.tenant(), from, to, CallFilters.text(parameters, "agent"));
  }
}
