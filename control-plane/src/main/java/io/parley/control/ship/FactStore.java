package io.parley.control.ship;

import io.parley.control.journal.JournalLine;
import io.parley.control.journal.JournalPosition;
import java.util.List;

/** Where facts are shipped to. Used by the {@code shipper} thread only. */
public interface FactStore {
  /**
   * How far the journal of {@code node} has been stored; {@link JournalPosition#START} at first.
   */
  JournalPosition position(String node) throws StoreFault;

  /**
   * Stores facts and the position after them, all or nothing. Facts stored before are passed over,
   * so that a call whose outcome stayed unknown may be repeated.
   */
  void store(String node, List<JournalLine.Entry> entries, JournalPosition next) throws StoreFault;
}
