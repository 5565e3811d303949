package io.parley.control.store;

import io.parley.control.store.CallQueries.Candidates;
import io.parley.control.store.CallQueries.Wanted;
import io.parley.control.store.CallRecord.Summary;
import io.parley.kernel.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The calls in which words were said, newest first. The newest that pass the other conditions are
 * looked through one by one, which finds what is said often; whatever is still missing then is said
 * seldom, and the index on words has it. Neither way alone is quick for both. For one transaction.
 */
final class WordSearch {
  /** Looked through one by one. */
  static final int RECENT = 2_000;

  /** Looked through before the rest of them: enough for what is said in every fourth call. */
  private static final int FIRST = 200;

  private final JdbcTemplate jdbc;
  private final TenantId tenant;
  private final Wanted wanted;

  WordSearch(JdbcTemplate jdbc, TenantId tenant, Wanted wanted) {
    this.jdbc = jdbc;
    this.tenant = tenant;
    this.wanted = wanted;
  }

  List<Summary> find(String words) {
    jdbc.query(
        "SELECT set_config('app.words', wanted_words(?, ?)::text, true)",
        _ -> {},
        tenant.value(),
        words);
    List<UUID> newest = newest();
    int first = Math.min(FIRST, newest.size());
    List<UUID> found = new ArrayList<>(saidIn(newest.subList(0, first)));
    if (found.size() < wanted.limit()) {
      found.addAll(saidIn(newest.subList(first, newest.size())));
    }
    if (found.size() < wanted.limit() && newest.size() == RECENT) {
      found.addAll(older(newest.getLast(), wanted.limit() - found.size()));
    }
    return CallQueries.read(
        jdbc,
        CallQueries.SELECT_CALL + " WHERE tenant_id = ? AND id = ANY (?)" + CallQueries.NEWEST,
        tenant.value(),
        found.toArray(UUID[]::new),
        wanted.limit());
  }

  private List<UUID> newest() {
    Candidates newest = Candidates.of(tenant, wanted);
    return ids("SELECT id FROM calls" + newest.sql() + CallQueries.NEWEST, newest.with(RECENT));
  }

  /**
   * Those of {@code calls} in which the words were said, in no order. Neighbours are read from one
   * page and pages in their order: along the key, which is the only index without bitmaps.
   */
  private List<UUID> saidIn(List<UUID> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    jdbc.execute("SET LOCAL enable_bitmapscan = off");
    List<UUID> said =
        ids(
            "SELECT call_id FROM call_words WHERE tenant_id = ? AND call_id = ANY (?)",
            tenant.value(),
            calls.toArray(UUID[]::new));
    jdbc.execute("SET LOCAL enable_bitmapscan = on");
    return said;
  }

  /** By the index: calls before {@code last} that pass the other conditions as well. */
  private List<UUID> older(UUID last, int limit) {
    Candidates calls = Candidates.of(tenant, new Wanted(limit, last, wanted.filter()));
    UUID earliest = wanted.filter().earliestId();
    List<Object> values = new ArrayList<>(List.of(tenant.value(), last));
    if (earliest != null) {
      values.add(earliest);
    }
    values.addAll(List.of(calls.with(limit)));
    return ids(
        "WITH said AS MATERIALIZED (SELECT call_id FROM call_words WHERE tenant_id = ?"
            + " AND call_id < ?"
            + (earliest == null ? "" : " AND call_id >= ?")
            + ") SELECT id FROM calls"
            + calls.sql()
            + " AND id IN (SELECT call_id FROM said)"
            + CallQueries.NEWEST,
        values.toArray());
  }

  private List<UUID> ids(String sql, Object... values) {
    return jdbc.query(sql, (row, _) -> row.getObject(1, UUID.class), values);
  }
}
