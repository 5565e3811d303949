package io.parley.control.store;

import io.parley.control.journal.FactCodec;
import io.parley.control.journal.JournalLine;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** A call's facts as they were journalled, in their order. Safe from any thread. */
public final class CallFacts {
  /** As many as one reading answers at most. */
  public static final int PAGE = 1_000;

  private static final String ENDED =
      "SELECT status = 'ended' FROM calls WHERE tenant_id = ? AND id = ?";
  private static final String AFTER =
      "SELECT f.node, f.seq, f.at, f.kind, f.body::text FROM calls c JOIN facts f"
          + " ON f.tenant_id = c.tenant_id AND f.node = c.node AND f.call_id = c.id"
          + " WHERE c.tenant_id = ? AND c.id = ? AND f.seq > ? ORDER BY f.seq LIMIT "
          + PAGE;

  private final TenantTransactions transactions;

  /** Reads in these transactions. */
  public CallFacts(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What is stored of a call.
   *
   * @param known whether there is such a call
   * @param facts those after the one asked for, {@link #PAGE} at most
   */
  public record Stored(boolean known, boolean ended, List<JournalLine.Entry> facts) {
    /** Nothing. */
    public static final Stored NOTHING = new Stored(false, false, List.of());
  }

  /** The facts of {@code call} with a number above {@code seq}. */
  public Stored after(TenantId tenant, CallId call, long seq) {
    return transactions.in(
        tenant,
        jdbc -> {
          List<Boolean> ended =
              jdbc.query(ENDED, (row, _) -> row.getBoolean(1), tenant.value(), call.value());
          return ended.isEmpty()
              ? Stored.NOTHING
              : new Stored(true, ended.getFirst(), facts(jdbc, tenant, call, seq));
        });
  }

  private static List<JournalLine.Entry> facts(
      JdbcTemplate jdbc, TenantId tenant, CallId call, long seq) {
    return jdbc
        .query(AFTER, (row, _) -> entry(row, tenant, call), tenant.value(), call.value(), seq)
        .stream()
        .flatMap(each -> each)
        .toList();
  }

  /** Empty for a kind this version does not know. */
  private static Stream<JournalLine.Entry> entry(ResultSet row, TenantId tenant, CallId call)
      throws SQLException {
    CallFact fact = FactCodec.read(row.getString(4), row.getString(5));
    return fact == null
        ? Stream.empty()
        : Stream.of(
            new JournalLine.Entry(
                row.getString(1),
                tenant,
                call,
                row.getLong(2),
                row.getTimestamp(3).getTime(),
                fact));
  }
}
