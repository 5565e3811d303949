package io.parley.control.ship;

import io.parley.control.journal.FactCodec;
import io.parley.control.journal.JournalCommit;
import io.parley.control.journal.JournalLine;
import io.parley.control.journal.JournalPosition;
import io.parley.control.journal.JournalReader;
import io.parley.kernel.own.OwnedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of shipping at a time. A batch the store does not take is kept and offered again, after
 * a wait that doubles up to a bound; a batch with a value the store can never hold is offered fact
 * by fact, and only that fact is left out, counted and logged.
 */
@OwnedBy("shipper")
final class Shipment {
  private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);
  private static final int BATCH_FACTS = 500;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final ShipSource source;
  private final FactStore store;

  private @Nullable JournalPosition at;
  private JournalReader.@Nullable Batch offered;
  private boolean degraded = true;
  private String detail = "the database has not been reached yet";
  private Duration wait = Duration.ZERO;
  private long notBeforeNs;
  private long base;
  private long oldestWallMs;
  private long shipped;
  private long failures;
  private long unacceptable;
  private long damaged;

  Shipment(ShipSource source, FactStore store) {
    this.source = source;
    this.store = store;
  }

  /** Ships one batch when there is one and it is time; answers how long nothing is to be done. */
  Duration step(long nowNs, Duration longest) {
    if (!wait.isZero() && nowNs - notBeforeNs < 0) {
      return Duration.ofNanos(Math.min(notBeforeNs - nowNs, longest.toNanos()));
    }
    try {
      JournalPosition from = position();
      JournalReader.Batch batch = batch(from);
      if (!batch.next().equals(from)) {
        ship(from, batch);
      }
      succeeded(from, batch);
      return hasBacklog() ? Duration.ZERO : longest;
    } catch (StoreFault | IOException e) {
      failed(nowNs, String.valueOf(e.getMessage()));
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  private JournalPosition position() throws StoreFault, IOException {
    JournalPosition known = at;
    if (known == null) {
      known = store.position(source.node());
      at = known;
      JournalCommit commit = source.committed();
      base = count(known, commit.position()) - commit.facts();
      degraded = false;
      detail = "";
    }
    return known;
  }

  /** The batch that was not taken, else the next one. */
  private JournalReader.Batch batch(JournalPosition from) throws IOException {
    JournalReader.Batch batch = offered;
    if (batch == null) {
      batch = source.read(from, source.committed().position(), BATCH_FACTS);
      offered = batch;
      oldestWallMs = batch.entries().isEmpty() ? 0 : batch.entries().getFirst().wallMs();
    }
    return batch;
  }

  private void ship(JournalPosition from, JournalReader.Batch batch) throws StoreFault {
    try {
      if (!batch.entries().isEmpty()) {
        store.store(source.node(), batch.entries(), batch.next());
      }
    } catch (StoreFault fault) {
      if (fault.kind() == StoreFault.Kind.AWAY) {
        throw fault;
      }
      shipSingly(from, batch);
    }
  }

  private void shipSingly(JournalPosition from, JournalReader.Batch batch) throws StoreFault {
    long left = 0;
    for (JournalLine.Entry entry : batch.entries()) {
      try {
        store.store(source.node(), List.of(entry), from);
      } catch (StoreFault fault) {
        if (fault.kind() == StoreFault.Kind.AWAY) {
          throw fault;
        }
        left++;
        LOG.error(
            "fact {} of call {} ({}) cannot be stored and is left out: {}",
            entry.seq(),
            entry.call(),
            FactCodec.kind(entry.fact()),
            fault.getMessage());
      }
    }
    store.store(source.node(), List.of(), batch.next());
    unacceptable += left;
  }

  private void succeeded(JournalPosition from, JournalReader.Batch batch) throws IOException {
    offered = null;
    at = batch.next();
    shipped += batch.entries().size();
    damaged += batch.damaged();
    degraded = false;
    detail = "";
    wait = Duration.ZERO;
    oldestWallMs = 0;
    if (batch.next().segment() != from.segment()) {
      source.discardBefore(batch.next());
    }
  }

  private void failed(long nowNs, String line) {
    failures++;
    degraded = true;
    detail = line;
    Duration doubled = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    notBeforeNs = nowNs + wait.toNanos();
    if (at == null && oldestWallMs == 0) {
      oldestWallMs = oldestOnDisk();
    }
  }

  private long oldestOnDisk() {
    try {
      var first = source.read(JournalPosition.START, source.committed().position(), 1).entries();
      return first.isEmpty() ? 0 : first.getFirst().wallMs();
    } catch (IOException _) {
      return 0;
    }
  }

  private long count(JournalPosition from, JournalPosition until) throws IOException {
    long count = 0;
    JournalPosition place = from;
    while (place.compareTo(until) < 0) {
      JournalReader.Batch batch = source.read(place, until, BATCH_FACTS);
      count += batch.entries().size();
      place = batch.next();
    }
    return count;
  }

  boolean hasBacklog() {
    JournalPosition known = at;
    return known == null || known.compareTo(source.committed().position()) < 0;
  }

  ShipState state() {
    long backlog = Math.max(0, base + source.committed().facts() - shipped);
    return new ShipState(
        degraded, detail, backlog, oldestWallMs, shipped, failures, unacceptable, damaged);
  }
}
