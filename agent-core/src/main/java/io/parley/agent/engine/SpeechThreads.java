package io.parley.agent.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads {@code speech-N} that run native recognisers and synthesizers. Safe from any
 * thread; no media loop ever waits for them. At most {@link #MAX_WAITING} tasks wait; more are
 * refused and counted by whoever asked.
 */
public final class SpeechThreads implements AutoCloseable {
  /** Tasks that may wait for a thread. */
  public static final int MAX_WAITING = 4096;

  private final ThreadPoolExecutor pool;

  /** A pool of {@code threads} threads, started when needed. */
  public SpeechThreads(int threads) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("speech-", 0).daemon(true).factory());
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs {@code work} on a speech thread and waits for it. Throws {@link
   * RejectedExecutionException} when too much waits already.
   */
  public <T> T call(Callable<T> work) throws InterruptedException, ExecutionException {
    return pool.submit(work).get();
  }

  /** Runs {@code work} on a speech thread; refuses like {@link #call}. */
  public <T> Future<T> submit(Callable<T> work) {
    return pool.submit(work);
  }

  /** Hands {@code work} to a speech thread; {@code false} when too much waits already. */
  public boolean offer(Runnable work) {
    try {
      pool.execute(work);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  /** A queue whose tasks run one after the other, in order, on these threads. */
  public SerialQueue serial(int capacity) {
    return new SerialQueue(this, capacity);
  }

  /** Ends the threads when their present task is done, waiting at most 5 s. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
