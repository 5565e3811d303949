package io.parley.control.ship;

import io.parley.control.journal.FileJournal;
import io.parley.kernel.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the journal to the store as long as both are there, and waits for the store when it is
 * away. Its thread is {@code shipper}; the journal wakes it after each commit.
 */
public final class Shipper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);

  private final NanoClock clock;
  private final Shipment shipment;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Duration farewell;
  private final Thread thread;
  private volatile ShipState state;

  /**
   * A shipper that does nothing yet.
   *
   * @param farewell how long the close waits for the backlog to be stored
   */
  public Shipper(FileJournal journal, FactStore store, NanoClock clock, Duration farewell) {
    this.clock = clock;
    this.shipment = new Shipment(ShipSource.of(journal), store);
    this.farewell = farewell;
    this.state = shipment.state();
    this.thread = Thread.ofPlatform().name("shipper").daemon(true).unstarted(this::run);
    journal.onCommit(wake::release);
  }

  /** Starts the thread; the journal has been started before. */
  public void start() {
    thread.start();
  }

  /** As of the last batch; safe from any thread. */
  public ShipState state() {
    return state;
  }

  private void run() {
    try {
      while (!closing.get()) {
        rest(step().toNanos());
      }
      long untilNs = clock.nowNs() + farewell.toNanos();
      while (shipment.hasBacklog() && clock.nowNs() - untilNs < 0) {
        Duration idle = step();
        rest(Math.min(idle.toNanos(), untilNs - clock.nowNs()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest(long ns) throws InterruptedException {
    if (wake.tryAcquire(ns, TimeUnit.NANOSECONDS)) {
      wake.drainPermits();
    }
  }

  private Duration step() {
    boolean before = state.degraded();
    Duration idle = shipment.step(clock.nowNs(), LONGEST_IDLE);
    ShipState after = shipment.state();
    state = after;
    if (after.degraded() && !before) {
      LOG.warn("facts wait in the journal: {}", after.detail());
    } else if (before && !after.degraded()) {
      LOG.info("facts are shipped, {} wait", after.backlogFacts());
    }
    return idle;
  }

  /** Stores what it can within the farewell and ends the thread. */
  @Override
  public void close() {
    closing.set(true);
    wake.release();
    try {
      if (thread.isAlive()) {
        thread.join(farewell.plusSeconds(10));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
