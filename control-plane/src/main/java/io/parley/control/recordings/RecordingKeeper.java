package io.parley.control.recordings;

import io.parley.control.Refusal;
import io.parley.control.journal.JournalLine;
import io.parley.control.live.LiveFeed;
import io.parley.control.recordings.RecordingStore.Place;
import io.parley.control.store.FactOutbox;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.call.CallFact.RecordingReady;
import io.parley.kernel.id.CallId;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.recording.RecordingNote;
import io.parley.kernel.recording.RecordingSpool;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * Takes what the recorder left in the spool: measures it, puts it into the store, puts it on
 * record, tells of it, and only then forgets the file. Each step may be done twice; what fails
 * because store or database is away is tried again, also by the next process. Deletes what has
 * expired once a minute. All on one thread of its own.
 */
@OwnedBy("recordings")
public final class RecordingKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingKeeper.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration FAREWELL = Duration.ofSeconds(10);
  private static final int SWEPT_AT_ONCE = 100;

  private final RecordingSpool spool;
  private final Stores stores;
  private final RecordingVault vault;
  private final TenantTransactions transactions;
  private final LiveFeed feed;
  private final FactOutbox outbox;
  private final Supplier<String> node;
  private final Timing timing;
  private final Thread thread;
  private final Semaphore wake = new Semaphore(0);
  private final Map<CallId, Recordings.Stored> stored = new HashMap<>();
  private final Set<CallId> seen = new HashSet<>();
  private volatile boolean closing;
  private volatile KeeperState state = new KeeperState(0, 0, 0, 0, 0, "");
  private Duration wait = Duration.ZERO;
  private boolean firstRound = true;
  private long notBeforeNs;
  private long sweptNs;

  /**
   * What time it is.
   *
   * @param sweepEvery how often expired recordings are looked for
   */
  public record Timing(NanoClock clock, InstantSource wall, Duration sweepEvery) {}

  /**
   * Where recordings become known, and under which node's name.
   *
   * @param outbox what else becomes of the fact, in the transaction that puts it on record
   */
  public record Register(
      TenantTransactions transactions, LiveFeed feed, FactOutbox outbox, Supplier<String> node) {}

  private RecordingKeeper(RecordingsConfig config, Stores stores, Register known, Timing timing) {
    this.spool = new RecordingSpool(config.spool());
    this.stores = stores;
    this.transactions = known.transactions();
    this.feed = known.feed();
    this.outbox = known.outbox();
    this.node = known.node();
    this.timing = timing;
    this.vault = new RecordingVault(known.transactions(), stores, known.node(), timing.wall());
    this.thread = Thread.ofPlatform().daemon(true).name("recordings").unstarted(this::run);
  }

  /** A keeper that does nothing yet. */
  public static RecordingKeeper of(RecordingsConfig config, Register known, Timing timing) {
    return new RecordingKeeper(config, Stores.of(config), known, timing);
  }

  /** Makes the spool and starts the thread; once. */
  public void start() throws IOException {
    Files.createDirectories(spool.folder());
    sweptNs = timing.clock().nowNs() - timing.sweepEvery().toNanos();
    thread.start();
  }

  /** A recording is over. Safe from any thread; does not wait. */
  public void onFinished() {
    wake.release();
  }

  /** What is kept. */
  public RecordingVault vault() {
    return vault;
  }

  /** Counters as of now; safe from any thread. */
  public KeeperState state() {
    return state;
  }

  private void run() {
    boolean last = false;
    while (!last) {
      last = closing;
      long nowNs = timing.clock().nowNs();
      if (last || wait.isZero() || nowNs - notBeforeNs >= 0) {
        round(nowNs);
      }
      last |= rest(last);
    }
    stores.close();
  }

  private boolean rest(boolean last) {
    try {
      long restNs = wait.isZero() ? LOOK_EVERY.toNanos() : wait.toNanos();
      if (!last && wake.tryAcquire(restNs, TimeUnit.NANOSECONDS)) {
        wake.drainPermits();
      }
      return false;
    } catch (InterruptedException _) {
      return true;
    }
  }

  private void round(long nowNs) {
    try {
      List<CallId> waiting = spool.finished();
      note(waiting.size(), 0, 0, "");
      for (CallId call : waiting) {
        keep(call);
        note(state.waiting() - 1, 0, 0, "");
      }
      firstRound = false;
      sweepWhenDue(nowNs);
      wait = Duration.ZERO;
    } catch (IOException | DataAccessException | TransactionException e) {
      failed(nowNs, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      failed(nowNs, e.toString());
      LOG.error("recordings wait because of a defect", e);
    }
  }

  private void failed(long nowNs, String reason) {
    if (wait.isZero() && state.waiting() > 0) {
      LOG.warn("recordings wait: {}", reason);
    }
    Duration doubled = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    notBeforeNs = nowNs + wait.toNanos();
    KeeperState now = state;
    state =
        new KeeperState(
            now.waiting(), now.kept(), now.removed(), now.failures() + 1, now.setAside(), reason);
  }

  private void note(int waiting, int kept, int removed, String detail) {
    KeeperState now = state;
    state =
        new KeeperState(
            waiting,
            now.kept() + kept,
            now.removed() + removed,
            now.failures(),
            now.setAside(),
            detail);
  }

  private void keep(CallId call) throws IOException {
    RecordingNote note;
    try {
      note = spool.read(call);
    } catch (IOException e) {
      setAside(call, String.valueOf(e.getMessage()));
      return;
    }
    try {
      keep(note);
    } catch (DataIntegrityViolationException e) {
      setAside(call, String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  private void keep(RecordingNote note) throws IOException {
    CallId call = note.call();
    boolean again = !seen.add(call) || firstRound;
    Recordings.Stored known = stored.get(call);
    Recordings.Stored now = known == null ? store(note, again) : known;
    stored.put(call, now);
    Instant at = timing.wall().instant();
    if (now.sound().frames() > 0) {
      Optional<JournalLine.Entry> ready =
          transactions.in(note.tenant(), jdbc -> putOnRecord(jdbc, note, now, at));
      ready.ifPresent(this::tell);
    }
    spool.forget(call);
    stored.remove(call);
    seen.remove(call);
  }

  private Recordings.Stored store(RecordingNote note, boolean again) throws IOException {
    CallId call = note.call();
    Measurement measured = Measurement.of(spool.sound(call));
    Files.writeString(spool.peaks(call), measured.waveForm(note.rateHz(), note.startsMs()));
    RecordingStore store = stores.current();
    String key = key(note);
    Place sound = store.put(key + ".wav", spool.sound(call), again);
    Place peaks = store.put(key + ".peaks.json", spool.peaks(call), again);
    return new Recordings.Stored(measured, node.get(), store.name(), sound, peaks);
  }

  /** Tenant, day of the call in UTC, call. */
  private static String key(RecordingNote note) {
    LocalDate day =
        Instant.ofEpochMilli(note.call().value().getMostSignificantBits() >>> 16)
            .atZone(ZoneOffset.UTC)
            .toLocalDate();
    return note.tenant().value() + "/" + day + "/" + note.call().value();
  }

  private Optional<JournalLine.Entry> putOnRecord(
      JdbcTemplate jdbc, RecordingNote note, Recordings.Stored now, Instant at) {
    Optional<JournalLine.Entry> ready =
        Recordings.insert(jdbc, note, now, at).map(fact -> entry(note, fact, at));
    ready.ifPresent(entry -> outbox.add(jdbc, note.tenant(), List.of(entry)));
    return ready;
  }

  private JournalLine.Entry entry(RecordingNote note, RecordingReady ready, Instant at) {
    return new JournalLine.Entry(
        node.get(), note.tenant(), note.call(), RecordingReady.SEQ, at.toEpochMilli(), ready);
  }

  private void tell(JournalLine.Entry ready) {
    note(state.waiting(), 1, 0, "");
    outbox.committed();
    feed.publish(ready);
  }

  /** A row the database will never take: the file stays, for a person. */
  private void setAside(CallId call, String reason) throws IOException {
    Files.move(spool.note(call), spool.folder().resolve(call.value() + ".broken"));
    stored.remove(call);
    KeeperState now = state;
    state =
        new KeeperState(
            now.waiting(), now.kept(), now.removed(), now.failures(), now.setAside() + 1, reason);
    LOG.error("the recording of {} is set aside in the spool: {}", call, reason);
  }

  private void sweepWhenDue(long nowNs) throws IOException {
    if (nowNs - sweptNs < timing.sweepEvery().toNanos()) {
      return;
    }
    List<Recordings.Due> due;
    do {
      Instant now = timing.wall().instant();
      due =
          transactions.inDirectory(
              jdbc -> Recordings.due(jdbc, node.get(), stores.names(), now, SWEPT_AT_ONCE));
      for (Recordings.Due each : due) {
        sweep(each, now);
      }
    } while (due.size() >= SWEPT_AT_ONCE);
    sweptNs = nowNs;
  }

  private void sweep(Recordings.Due due, Instant now) throws IOException {
    UUID call = due.kept().recording().callId();
    try {
      if (!due.kept().marked()) {
        var actor = Retention.actor(due.tenant());
        transactions.in(due.tenant(), jdbc -> Recordings.mark(jdbc, actor, call, now));
      }
      vault.destroy(due.tenant(), due.kept());
      note(state.waiting(), 0, 1, "");
    } catch (Refusal deletedMeanwhile) {
      LOG.debug("the recording of {} was deleted by somebody else", call, deletedMeanwhile);
    }
  }

  /** Keeps what can be kept at once, and ends the thread. */
  @Override
  public void close() {
    closing = true;
    wake.release();
    if (!thread.isAlive()) {
      return;
    }
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
