package io.parley.control.sessions;

import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.own.OwnedBy;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Ends sessions in which nothing has happened for an hour, also paused ones. Runs on a thread of
 * its own, which looks every half minute and rests while the database is away.
 */
@OwnedBy("session-sweep")
public final class SessionSweep implements AutoCloseable {
  /** Why such a session is over. */
  static final String INACTIVITY = "inactivity";

  private static final Logger LOG = LoggerFactory.getLogger(SessionSweep.class);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
  private static final int MOST_AT_ONCE = 500;

  private final TenantTransactions transactions;
  private final InstantSource wall;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong ended = new AtomicLong();
  private final Thread thread;

  /** Does nothing yet. */
  public SessionSweep(TenantTransactions transactions, InstantSource wall) {
    this.transactions = transactions;
    this.wall = wall;
    this.thread = Thread.ofVirtual().name("session-sweep").unstarted(this::run);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      sweep();
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("idle sessions stay, the database is away", away);
    }
  }

  /** Ends those that are idle now; answers how many. */
  int sweep() {
    Instant now = wall.instant();
    Timestamp before = Timestamp.from(now.minus(IDLE));
    List<Idle> idle =
        transactions.inDirectory(jdbc ->
            jdbc.query(
                "SELECT tenant_id, id FROM voice_sessions WHERE status <> 'ended'"
                    + " AND last_activity_at < ? AND claimed_until < ? LIMIT "
                    + MOST_AT_ONCE,
                (row, _) -> new Idle(new TenantId(row.getString(1)), row.getObject(2, UUID.class)),
                before,
                Timestamp.from(now)));
    for (Idle each : idle) {
      transactions.in(
          each.tenant(),
          jdbc -> {
            SessionRows.end(jdbc, each.tenant(), each.id(), INACTIVITY, false, now);
            return true;
          });
    }
    ended.addAndGet(idle.size());
    return idle.size();
  }

  private record Idle(TenantId tenant, UUID id) {}

  /** Sessions ended so far. */
  public long ended() {
    return ended.get();
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
