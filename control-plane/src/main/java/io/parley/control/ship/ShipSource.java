package io.parley.control.ship;

import io.parley.control.journal.FileJournal;
import io.parley.control.journal.JournalCommit;
import io.parley.control.journal.JournalPosition;
import io.parley.control.journal.JournalReader;
import java.io.IOException;

/** What is shipped: the committed part of a journal. Used by the {@code shipper} thread only. */
interface ShipSource {
  /** The node whose journal this is. */
  String node();

  /** How far it may be read. */
  JournalCommit committed();

  /** Facts after {@code from} and not after {@code until}, about {@code max} of them. */
  JournalReader.Batch read(JournalPosition from, JournalPosition until, int max) throws IOException;

  /** Lets go of what lies wholly before {@code position}. */
  void discardBefore(JournalPosition position) throws IOException;

  /** The given journal as a source. */
  static ShipSource of(FileJournal journal) {
    JournalReader reader = journal.reader();
    return new ShipSource() {
      @Override
      public String node() {
        return journal.node();
      }

      @Override
      public JournalCommit committed() {
        return journal.committed();
      }

      @Override
      public JournalReader.Batch read(JournalPosition from, JournalPosition until, int max)
          throws IOException {
        return reader.read(from, until, max);
      }

      @Override
      public void discardBefore(JournalPosition position) throws IOException {
        journal.discardBefore(position);
      }
    };
  }
}
