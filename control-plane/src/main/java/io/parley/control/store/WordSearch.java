package io.parley.control.store;

import io.parley.control.store.CallQueries.Candidates;
import io.parley.control.store.CallQueries.Wanted;
import io.parley.control.store.CallRecord.Summary;
import io.parley.kernel.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The calls in which words were said, newest first. The newest that pass the other conditions are
 * looked through one by one, which finds what is said often; whatever is still missing then is said
 * seldom, and the index on words has it. Neither way alone is quick for both. For one transaction.
 */
final class WordSearch {
  /** Looked through one by one. */
  static final int RECENT = 2_000;

  private static final String SAID =
      "(SELECT true FROM call_search w WHERE w.tenant_id = calls.tenant_id AND w.call_id = calls.id)";

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
    List<Summary> found = recent();
    UUID last = found.size() < wanted.limit() ? lastOfRecent() : null;
    if (last == null) {
      return found;
    }
    List<Summary> all = new ArrayList<>(found);
    all.addAll(older(last, wanted.limit() - found.size()));
    return all;
  }

  private List<Summary> recent() {
    Candidates newest = Candidates.of(tenant, wanted);
    return CallQueries.read(
        jdbc,
        CallQueries.SELECT_CALL.replace("FROM calls", "FROM (SELECT * FROM calls")
            + newest.sql()
            + CallQueries.NEWEST
            + ") calls WHERE "
            + SAID
            + CallQueries.NEWEST,
        newest.with(RECENT, wanted.limit()));
  }

  /** The oldest call that was looked through; null when there are no older ones. */
  private @Nullable UUID lastOfRecent() {
    Candidates newest = Candidates.of(tenant, wanted);
    List<UUID> last =
        jdbc.query(
            "SELECT id FROM calls" + newest.sql() + CallQueries.NEWEST + " OFFSET ?",
            (row, _) -> row.getObject(1, UUID.class),
            newest.with(1, RECENT - 1));
    return last.isEmpty() ? null : last.getFirst();
  }

  private List<Summary> older(UUID last, int limit) {
    Wanted rest = new Wanted(limit, last, wanted.filter());
    Candidates calls = Candidates.of(tenant, rest);
    UUID earliest = wanted.filter().earliestId();
    List<Object> values = new ArrayList<>(List.of(tenant.value(), last));
    if (earliest != null) {
      values.add(earliest);
    }
    values.addAll(List.of(calls.with(limit)));
    return CallQueries.read(
        jdbc,
        "WITH said AS MATERIALIZED (SELECT call_id FROM call_search WHERE tenant_id = ?"
            + " AND call_id < ?"
            + (earliest == null ? "" : " AND call_id >= ?")
            + ") "
            + CallQueries.SELECT_CALL
            + calls.sql()
            + " AND id IN (SELECT call_id FROM said)"
            + CallQueries.NEWEST,
        values.toArray());
  }
}
