package io.parley.loadtests.load;

import io.parley.loadtests.stats.Microseconds;
import io.parley.loadtests.stats.Percentiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run's figures by name. Owned by the main thread, after the media loop has ended. */
final class LoadReport {
  private static final double MOST_LATE_MS = 0.5;

  private final LoadOptions options;
  private final Callers callers;
  private final MediaLoop media;
  private final List<Line> lines;
  private final LoadMeter meter;
  private final Cast cast;

  LoadReport(
      LoadOptions options,
      Callers callers,
      MediaLoop media,
      List<Line> lines,
      LoadMeter meter,
      Cast cast) {
    this.options = options;
    this.callers = callers;
    this.media = media;
    this.lines = lines;
    this.meter = meter;
    this.cast = cast;
  }

  int exitStatus() {
    boolean failed = callers.answered() < lines.size() || callers.dropped() > 0;
    return failed ? 1 : isValid() ? 0 : 3;
  }

  /** The Call-IDs of all answered calls. */
  List<String> callIds() {
    return callers.answeredCallIds();
  }

  /** What went wrong with the calls, in one line. */
  Optional<String> fault() {
    if (!callers.failures().isEmpty()) {
      return Optional.of(callers.failures().toString());
    }
    boolean dropped = callers.dropped() > 0;
    return dropped
        ? Optional.of(callers.dropped() + " calls ended by the agent")
        : Optional.empty();
  }

  private boolean isValid() {
    return media.lateness().count() > 0 && media.lateness().percentileMs(99) <= MOST_LATE_MS;
  }

  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("scenario", options.scenario().name().toLowerCase(Locale.ROOT));
    root.put("valid", isValid());
    if (!isValid()) {
      boolean silent = media.lateness().count() == 0;
      String late = "this generator sent late: p99 above " + MOST_LATE_MS + " ms";
      root.put("invalid_because", silent ? "no packet was sent while measuring" : late);
    }
    root.put("number", options.number());
    root.put("calls", callCounts());
    root.put("setup_ms", summary(callers.setupMs()));
    root.put("measured_s", round(meter.seconds()));
    root.put("rtp", rtp());
    root.put("grid_deviation_ms", summary(deviations()));
    root.putAll(cast.figures());
    root.put("generator", generator());
    if (options.pid() != null) {
      root.put("process", process());
    }
    return root;
  }

  private Map<String, @Nullable Object> callCounts() {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("wanted", lines.size());
    out.put("answered", callers.answered());
    out.put("talking_at_end", meter.callsAtEnd());
    out.put("dropped_by_agent", callers.dropped());
    out.put("failures", callers.failures());
    out.put("sip_retransmissions", callers.retransmissions());
    return out;
  }

  private Map<String, @Nullable Object> rtp() {
    long sent = 0;
    long received = 0;
    long lost = 0;
    long expected = 0;
    long late = 0;
    for (Line line : lines) {
      sent += line.sent;
      received += line.received;
      lost += line.loss.lost();
      expected += line.loss.expected();
      late += line.loss.duplicatesOrLate();
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("sent", sent);
    out.put("received", received);
    out.put("received_per_sent", sent == 0 ? null : Math.round(received * 1e5 / sent) / 1e5);
    out.put("lost_by_sequence", lost);
    out.put("loss_percent", expected == 0 ? null : round(100.0 * lost / expected));
    out.put("reordered_or_duplicate", late);
    out.put("send_failures", lines.stream().mapToLong(line -> line.sendFailures).sum());
    return out;
  }

  private Microseconds deviations() {
    Microseconds all = new Microseconds();
    lines.forEach(line -> line.grid.addTo(all));
    return all;
  }

  private Map<String, @Nullable Object> generator() {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("send_lateness_ms", summary(media.lateness()));
    out.put("cores", round(meter.ownCores()));
    out.put("realtime", options.realtime() && !media.isRealtimeRefused());
    return out;
  }

  private Map<String, @Nullable Object> process() {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("pid", options.pid());
    out.put("cpu_ms_per_call_second", round(meter.cpuMsPerCallSecond()));
    out.put("cores", round(meter.cores()));
    out.put("resident_kib", meter.residentKib());
    out.put("resident_kib_per_call", round(meter.residentKibPerCall()));
    return out;
  }

  static Map<String, @Nullable Object> summary(Microseconds values) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("p50", round(values.percentileMs(50)));
    out.put("p99", round(values.percentileMs(99)));
    out.put("p99_9", round(values.percentileMs(99.9)));
    out.put("max", round(values.maxMs()));
    out.put("count", values.count());
    return out;
  }

  static Map<String, @Nullable Object> summary(Percentiles values) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("p50", round(values.at(50)));
    out.put("p95", round(values.at(95)));
    out.put("p99", round(values.at(99)));
    out.put("max", round(values.max()));
    out.put("count", values.count());
    return out;
  }

  /** To the thousandth; null where there is nothing to say. */
  static @Nullable Double round(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e3) / 1e3 : null;
  }
}
