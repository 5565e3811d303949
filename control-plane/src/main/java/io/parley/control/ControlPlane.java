package io.parley.control;

import io.parley.control.journal.FileJournal;
import io.parley.control.journal.JournalConfig;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Calls on record and the API to them. {@link #start} brings the journal up and the database in the
 * background; it is called once, by the thread that starts the process.
 */
public final class ControlPlane implements AutoCloseable {
  private final ControlConfig config;
  private final FileJournal journal;

  /** Wires; does no I/O. */
  public ControlPlane(ControlConfig config, NanoClock clock, InstantSource wall) {
    this.config = config;
    this.journal =
        new FileJournal(JournalConfig.in(config.dataFolder().resolve("journal")), clock, wall);
  }

  /** Opens the journal, ends calls that a crash left open, and goes for the database. */
  public CallJournal start() throws ControlFault {
    try {
      journal.start(config.dataFolder().resolve("node-id"));
    } catch (IOException e) {
      throw new ControlFault(String.valueOf(e.getMessage()), e);
    }
    return journal;
  }

  /** Counters as of now; safe from any thread. */
  public ControlSnapshot snapshot() {
    return new ControlSnapshot(journal.stats());
  }

  /** Stops serving, writes and ships what is left for a short while, and stops the database. */
  @Override
  public void close() {
    journal.close();
  }
}
