package io.parley.control.store;

import io.parley.control.journal.JournalLine;
import io.parley.kernel.id.TenantId;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What else becomes of facts in the transaction that stores them. Called by the shipper. */
public interface FactOutbox {
  /** Nothing else. */
  FactOutbox NONE = (_, _, _) -> {};

  /** Facts that are stored for the first time, in their order, in a transaction of the tenant. */
  void add(JdbcTemplate jdbc, TenantId tenant, List<JournalLine.Entry> fresh);

  /** The transaction is committed. */
  default void committed() {}
}
