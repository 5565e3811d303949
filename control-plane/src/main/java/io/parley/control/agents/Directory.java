package io.parley.control.agents;

import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.route.AgentDefinitions;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.CallBudget;
import io.parley.kernel.route.PublishedAgent;
import io.parley.kernel.route.Route;
import io.parley.kernel.route.RouteTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What tenants' numbers reach, answered from memory. A thread of its own looks twice a second
 * whether the database has something new, and keeps it in a file too, so that calls are routed
 * while the database is away, also after a new start. Reading is safe from any thread.
 */
@OwnedBy("directory")
public final class Directory implements RouteTable, AgentDefinitions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final ListingQueries database;
  private final ListingFile file;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong failedLooks = new AtomicLong();
  private volatile ListingIndex index = Listing.EMPTY.index();
  private volatile Listing known = Listing.EMPTY;
  private boolean fromDatabase;
  private boolean onDisk;

  /** A directory of what {@code transactions} reach, kept in {@code file}. */
  public Directory(TenantTransactions transactions, Path file) {
    this.database = new ListingQueries(transactions);
    this.file = new ListingFile(file);
    this.thread = Thread.ofPlatform().daemon(true).name("directory").unstarted(this::run);
  }

  /** Loads the file and starts looking; called once. The file's routes hold when it returns. */
  public void start() {
    try {
      Optional<Listing> kept = file.read();
      kept.ifPresent(this::take);
      onDisk = kept.isPresent();
    } catch (IOException e) {
      LOG.warn("no number of a tenant is known until the database is up: {}", e.getMessage());
    }
    thread.start();
  }

  @Override
  public Route lookup(String dialled, String source) {
    return index.lookup(dialled, source);
  }

  @Override
  public List<CallBudget> budgets(TenantId tenant, String source) {
    return index.budgets(tenant, source);
  }

  /** The credential of a language model called {@code name}; its key is sealed. */
  public Optional<SealedCredential> credential(TenantId tenant, String name) {
    return index.credential(tenant, name);
  }

  /** What {@code tenant} may use. */
  public Limits limits(TenantId tenant) {
    return index.limits(tenant);
  }

  @Override
  public Optional<PublishedAgent> find(TenantId tenant, AgentRef agent) {
    return index.find(tenant, agent);
  }

  /** Counters as of now; safe from any thread. */
  public DirectoryState state() {
    Listing now = known;
    return new DirectoryState(
        now.numbers().size(), now.agents().size(), now.trunks().size(), failedLooks.get());
  }

  private void run() {
    boolean open = true;
    while (open) {
      try {
        look();
        open = !closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        open = false;
      }
    }
  }

  private void look() {
    try {
      if (!fromDatabase || database.revision() != known.revision()) {
        Listing read = database.read();
        onDisk = onDisk && read.equals(known);
        take(read);
        fromDatabase = true;
      }
      if (!onDisk) {
        file.write(known);
        onDisk = true;
        LOG.info(
            "directory: {} numbers, {} agents, revision {}",
            known.numbers().size(),
            known.agents().size(),
            known.revision());
      }
    } catch (DataAccessException | TransactionException e) {
      failedLooks.incrementAndGet();
      LOG.debug("the directory stays as it is, the database is away", e);
    } catch (IOException e) {
      failedLooks.incrementAndGet();
      LOG.warn("the directory holds, but not on disk: {}", e.getMessage());
    } catch (RuntimeException e) {
      failedLooks.incrementAndGet();
      LOG.error("the directory stays as it is, it cannot be read", e);
    }
  }

  private void take(Listing listing) {
    known = listing;
    index = listing.index();
  }

  /** Stops looking; answers stay what they are. */
  @Override
  public void close() {
    closing.countDown();
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
