package io.parley.sip.strand;

import io.parley.kernel.lane.Lane;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serial strands on a few worker threads: signals of one strand are handled one after another, in
 * order, strands beside each other. Safe from any thread.
 */
public final class Strands implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Strands.class);
  private static final int CAPACITY = 64;
  private static final int TURN = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ExecutorService workers;
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** Makes {@code threads} workers; they start with the first signal. */
  public Strands(int threads) {
    workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("sip-strand-", 0).daemon(true).factory());
  }

  /** A new strand whose signals go to {@code handler}. */
  public <S> Strand<S> strand(Consumer<S> handler) {
    return new Strand<>(handler);
  }

  /** Signals that found their strand full; UDP repeats what mattered. */
  public long dropped() {
    return dropped.sum();
  }

  /** Signals whose handler threw: bugs. */
  public long failed() {
    return failed.sum();
  }

  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** One owner's inbox: 64 signals, and a few places more for terminal ones. */
  public final class Strand<S> {
    private final Lane<S> lane = new Lane<>(CAPACITY);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Consumer<S> handler;

    private Strand(Consumer<S> handler) {
      this.handler = handler;
    }

    /** Appends a signal; {@code false} when the strand is full, which is counted. */
    public boolean offer(S signal) {
      return counted(lane.offer(signal));
    }

    /** Appends a signal that must get through even when the strand is full. */
    public boolean offerTerminal(S signal) {
      return counted(lane.offerTerminal(signal));
    }

    private boolean counted(boolean taken) {
      if (!taken) {
        dropped.increment();
      }
      schedule();
      return taken;
    }

    private void schedule() {
      if (scheduled.compareAndSet(false, true)) {
        try {
          workers.execute(this::turn);
        } catch (RejectedExecutionException closed) {
          LOG.debug("a signal came after the strands were closed", closed);
        }
      }
    }

    /** Handles a few signals, then lets another strand have the thread. */
    private void turn() {
      for (int i = 0; i < TURN; i++) {
        S signal = lane.poll();
        if (signal == null) {
          break;
        }
        handle(signal);
      }
      scheduled.set(false);
      if (lane.stats().depth() > 0) {
        schedule();
      }
    }

    private void handle(S signal) {
      try {
        handler.accept(signal);
      } catch (RuntimeException bug) {
        failed.increment();
        LOG.error("a leg failed to handle {}", signal.getClass().getSimpleName(), bug);
      }
    }
  }
}
