package io.parley.loadtests.million;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The statistics of the whole span against the rows they were counted from. Stateless. */
final class FullScan {
  private static final String CALLS = " FROM parley.calls WHERE tenant_id = '" + Plan.BIG + "'";

  private FullScan() {}

  /** What differs; empty when the report tells what the rows tell. */
  static List<String> differences(EmbeddedServer server, JsonNode report) throws SQLException {
    List<String> found = new ArrayList<>();
    compare(found, "calls", report.path("calls"), server.text("SELECT count(*)" + CALLS));
    compare(
        found,
        "duration_ms",
        report.path("duration_ms"),
        server.text("SELECT sum(duration_ms)" + CALLS));
    for (var outcome : report.path("outcomes").properties()) {
      compare(
          found,
          outcome.getKey(),
          outcome.getValue(),
          server.text(
              "SELECT count(*)" + CALLS + " AND ended_reason = '" + outcome.getKey() + "'"));
    }
    for (JsonNode stage : report.path("stages")) {
      if (stage.path("stage").asString().equals("on-wire")) {
        stage(found, server, stage);
      }
    }
    if (report.path("stages").isEmpty()) {
      found.add("no stages");
    }
    return found;
  }

  private static void compare(List<String> found, String what, JsonNode told, String counted) {
    if (!told.asString().equals(counted)) {
      found.add(what + ": told " + told + ", counted " + counted);
    }
  }

  /** Percentiles out of buckets may be off by a twentieth. */
  private static void stage(List<String> found, EmbeddedServer server, JsonNode stage)
      throws SQLException {
    String agent = stage.path("agent").asString();
    int version = stage.path("agent_version").asInt();
    String[] exact =
        server
            .text(
                "SELECT concat_ws(' ', count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY"
                    + " on_wire_ms), percentile_disc(0.95) WITHIN GROUP (ORDER BY on_wire_ms),"
                    + " percentile_disc(0.99) WITHIN GROUP (ORDER BY on_wire_ms)) FROM parley.turns"
                    + " t JOIN parley.calls c ON c.tenant_id = t.tenant_id AND c.id = t.call_id"
                    + " WHERE c.tenant_id = '"
                    + Plan.BIG
                    + "' AND c.agent = '"
                    + agent
                    + "' AND c.agent_version = "
                    + version)
            .split(" ", -1);
    compare(found, agent + " turns", stage.path("turns"), exact[0]);
    String[] names = {"p50_ms", "p95_ms", "p99_ms"};
    for (int at = 0; at < names.length; at++) {
      long told = stage.path(names[at]).asLong();
      long is = Long.parseLong(exact[at + 1]);
      if (told < is - 1 || told > is + is / 20 + 1) {
        found.add(agent + '@' + version + ' ' + names[at] + ": told " + told + ", is " + is);
      }
    }
  }
}
