package io.parley.control.sessions;

import io.parley.control.store.TenantTransactions;
import io.parley.kernel.own.OwnedBy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Gives recordings that are due to be heard to threads: {@value #AT_ONCE} at a time, at most
 * {@value #A_SECOND} begun a second. What is due is in the database, so that nothing is lost with
 * the process; a recording is heard by the process whose folder it lies in, which is why this is no
 * job of {@code control.jobs}: any process may take those. Looks on a thread of its own, when it is
 * woken and four times a second; rests while the database is away.
 */
@OwnedBy("session-audio")
final class AudioDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AudioDesk.class);
  private static final int AT_ONCE = 5;
  private static final int A_SECOND = 10;
  private static final int MOST_DUE = 50;
  private static final long LOOK_EVERY_MS = 250;
  private static final long FAREWELL_S = 5;
  private static final int LOOKS_A_MINUTE = 240;

  private final TenantTransactions transactions;
  private final AudioFolder folder;
  private final AudioJobs jobs;
  private final InstantSource wall;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final StartRate starts = new StartRate(A_SECOND);
  private final Semaphore wakes = new Semaphore(0);
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong waited = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean recovered;
  private boolean restarted = true;
  private int looks;

  /** Does nothing yet. */
  AudioDesk(
      TenantTransactions transactions, AudioFolder folder, AudioJobs jobs, InstantSource wall) {
    this.transactions = transactions;
    this.folder = folder;
    this.jobs = jobs;
    this.wall = wall;
    this.thread = Thread.ofVirtual().name("session-audio").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Something is due. Safe from any thread. */
  void wake() {
    wakes.release();
  }

  /** Looks that found more due than may be heard at once. */
  long waited() {
    return waited.get();
  }

  private void run() {
    try {
      while (!closing) {
        boolean woken = wakes.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        if (woken) {
          wakes.drainPermits();
        }
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (!recovered) {
        recovered = true;
        recover(restarted);
        restarted = false;
      }
      if (looks++ % LOOKS_A_MINUTE == 0) {
        forget();
      }
      Instant now = wall.instant();
      List<AudioJobs.Ref> due = transactions.inDirectory(jdbc -> JobRows.due(jdbc, now, MOST_DUE));
      for (AudioJobs.Ref each : due) {
        if (!running.contains(each.id()) && folder.has(each.id()) && !begin(each)) {
          waited.incrementAndGet();
          return;
        }
      }
    } catch (DataAccessException | TransactionException away) {
      recovered = false;
      LOG.debug("recordings wait, the database is away", away);
    }
  }

  /**
   * What was begun and not ended is due again.
   *
   * @param counted whether the attempt counts: one that ended with the process may have ended it
   */
  private void recover(boolean counted) {
    Instant now = wall.instant();
    for (AudioJobs.Ref each : transactions.inDirectory(JobRows::begun)) {
      if (folder.has(each.id()) && !running.contains(each.id())) {
        transactions.in(
            each.tenant(),
            jdbc -> {
              JobRows.again(jdbc, each.tenant(), each.id(), now, "", counted);
              return true;
            });
      }
    }
  }

  /** What has waited for a day waits for a recording that is gone. */
  private void forget() {
    Instant now = wall.instant();
    Instant old = now.minus(AudioFolder.FORGOTTEN);
    for (AudioJobs.Ref each : transactions.inDirectory(jdbc -> JobRows.madeBefore(jdbc, old))) {
      transactions.in(
          each.tenant(),
          jdbc -> {
            JobRows.fail(jdbc, each.tenant(), each.id(), "the recording is gone", true, now);
            return true;
          });
    }
  }

  /** Begins one; {@code false} when no more may be begun now. */
  private boolean begin(AudioJobs.Ref ref) {
    if (!places.tryAcquire()) {
      return false;
    }
    if (!starts.mayStart(wall.millis())) {
      places.release();
      return false;
    }
    running.add(ref.id());
    Thread.ofVirtual().name("session-audio-" + ref.id()).start(() -> serve(ref));
    return true;
  }

  private void serve(AudioJobs.Ref ref) {
    try {
      Instant again = jobs.run(ref.instance());
      LOG.debug("recording {}: {}", ref.id(), again == null ? "over" : "again at " + again);
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("recording {} is tried again, the database went away", ref.id(), away);
      running.remove(ref.id());
      recovered = false;
    } finally {
      running.remove(ref.id());
      places.release();
      wake();
    }
  }

  /** Begins nothing more, and waits a little for what runs. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      if (places.tryAcquire(AT_ONCE, FAREWELL_S, TimeUnit.SECONDS)) {
        places.release(AT_ONCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
