package io.parley.control.store;

import io.parley.control.journal.FactCodec;
import io.parley.control.journal.JournalLine;
import io.parley.control.journal.JournalPosition;
import io.parley.control.ship.FactStore;
import io.parley.control.ship.StoreFault;
import io.parley.kernel.id.TenantId;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * Facts in PostgreSQL: each once by (node, call, seq), together with what they mean for the record
 * of their call, and with the journal's position, in one transaction. Used by the shipper.
 */
public final class PostgresFactStore implements FactStore {
  private static final String INSERT_FACT =
      "INSERT INTO facts (tenant_id, node, call_id, seq, at, kind, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING";
  private static final String PUT_POSITION =
      "INSERT INTO journal_positions (tenant_id, node, segment, byte_offset) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT (tenant_id, node) DO UPDATE SET segment = excluded.segment,"
          + " byte_offset = excluded.byte_offset, updated_at = now()";

  private final TenantTransactions transactions;
  private final FactOutbox outbox;

  /** A store on these transactions; what is new goes to {@code outbox} as well. */
  public PostgresFactStore(TenantTransactions transactions, FactOutbox outbox) {
    this.transactions = transactions;
    this.outbox = outbox;
  }

  @Override
  public JournalPosition position(String node) throws StoreFault {
    try {
      List<JournalPosition> found =
          transactions.in(
              TenantId.DEFAULT,
              jdbc ->
                  jdbc.query(
                      "SELECT segment, byte_offset FROM journal_positions WHERE node = ?",
                      (row, _) -> new JournalPosition(row.getLong(1), row.getLong(2)),
                      node));
      return found.isEmpty() ? JournalPosition.START : found.getFirst();
    } catch (DataAccessException | TransactionException e) {
      throw fault(e);
    }
  }

  @Override
  public void store(String node, List<JournalLine.Entry> entries, JournalPosition next)
      throws StoreFault {
    try {
      transactions.in(
          TenantId.DEFAULT,
          jdbc -> {
            jdbc.update(
                PUT_POSITION, TenantId.DEFAULT.value(), node, next.segment(), next.offset());
            byTenant(entries).forEach((tenant, facts) -> storeFor(jdbc, tenant, facts));
            return true;
          });
      outbox.committed();
    } catch (DataAccessException | TransactionException e) {
      throw fault(e);
    }
  }

  private static Map<TenantId, List<JournalLine.Entry>> byTenant(List<JournalLine.Entry> entries) {
    Map<TenantId, List<JournalLine.Entry>> grouped = new LinkedHashMap<>();
    for (JournalLine.Entry entry : entries) {
      grouped.computeIfAbsent(entry.tenant(), _ -> new ArrayList<>()).add(entry);
    }
    return grouped;
  }

  private void storeFor(JdbcTemplate jdbc, TenantId tenant, List<JournalLine.Entry> facts) {
    TenantTransactions.enter(jdbc, tenant);
    List<Object[]> rows = new ArrayList<>(facts.size());
    for (JournalLine.Entry fact : facts) {
      rows.add(
          new Object[] {
            tenant.value(),
            fact.node(),
            fact.call().value(),
            fact.seq(),
            new Timestamp(fact.wallMs()),
            FactCodec.kind(fact.fact()),
            FactCodec.body(fact.fact()).toString()
          });
    }
    int[] inserted = jdbc.batchUpdate(INSERT_FACT, rows);
    List<JournalLine.Entry> fresh = new ArrayList<>(facts.size());
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i] > 0) {
        fresh.add(facts.get(i));
      }
    }
    new CallProjection(jdbc, tenant).apply(fresh);
    outbox.add(jdbc, tenant, fresh);
  }

  /** Class 22 and 23 and a few of 54 speak of the values; all else of the database. */
  private static StoreFault fault(RuntimeException e) {
    String state = sqlState(e);
    boolean values = state.startsWith("22") || state.startsWith("23") || state.equals("54000");
    StoreFault.Kind kind = values ? StoreFault.Kind.UNACCEPTABLE : StoreFault.Kind.AWAY;
    return new StoreFault(kind, reason(e), e);
  }

  private static String sqlState(Throwable e) {
    for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
