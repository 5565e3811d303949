package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.store.CallRecord.Summary;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Calls as lines of a file: CSV (RFC 4180) or one JSON object a line. Stateless. */
enum CallExport {
  /** A table with a header line. */
  CSV("text/csv; charset=utf-8", "csv") {
    @Override
    byte[] header() {
      return (String.join(",", COLUMNS) + "\r\n").getBytes(UTF_8);
    }

    @Override
    byte[] line(Summary call) {
      StringBuilder line = new StringBuilder();
      for (Object value : cells(call)) {
        line.append(line.isEmpty() ? "" : ",").append(cell(value));
      }
      return line.append("\r\n").toString().getBytes(UTF_8);
    }
  },
  /** JSON lines, each as the API gives the call. */
  JSONL("application/jsonl", "jsonl") {
    @Override
    byte[] header() {
      return new byte[0];
    }

    @Override
    byte[] line(Summary call) {
      return (JSON.writeValueAsString(call) + "\n").getBytes(UTF_8);
    }
  };

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "direction",
          "status",
          "from",
          "to",
          "agent",
          "agent_version",
          "started_at",
          "answered_at",
          "ended_at",
          "setup_ms",
          "duration_ms",
          "ended_reason",
          "ended_detail",
          "sip_call_id",
          "sip_status",
          "codec",
          "rating",
          "rating_comment");
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final String contentType;
  private final String extension;

  CallExport(String contentType, String extension) {
    this.contentType = contentType;
    this.extension = extension;
  }

  /** What stands before the first call. */
  abstract byte[] header();

  /** One call. */
  abstract byte[] line(Summary call);

  String contentType() {
    return contentType;
  }

  String fileName() {
    return "calls." + extension;
  }

  private static List<@Nullable Object> cells(Summary call) {
    return Arrays.asList(
        call.id(),
        call.direction(),
        call.status(),
        call.from(),
        call.to(),
        call.agent(),
        call.agentVersion(),
        call.startedAt(),
        call.answeredAt(),
        call.endedAt(),
        call.setupMs(),
        call.durationMs(),
        call.endedReason(),
        call.endedDetail(),
        call.sip().callId(),
        call.sip().status(),
        call.sip().codec(),
        call.rating(),
        call.ratingComment());
  }

  /** A text a spreadsheet would take for a formula is made plain by an apostrophe before it. */
  static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
