package io.parley.agent.engine;

import io.parley.kernel.lane.Lane;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that run one after the other, in order, on the speech threads: the only way to touch a
 * native decoder. Safe from any thread. A full queue refuses ordinary tasks and still takes
 * terminal ones.
 */
public final class SerialQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SerialQueue.class);
  private static final int MAX_BATCH = 16;

  private final SpeechThreads threads;
  private final Lane<Runnable> tasks;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  SerialQueue(SpeechThreads threads, int capacity) {
    this.threads = threads;
    this.tasks = new Lane<>(capacity);
  }

  /** Appends {@code task}; {@code false} when the queue is full. */
  public boolean offer(Runnable task) {
    return tasks.offer(task) && wake();
  }

  /** Appends a task that must not be lost (an end, a close), using reserved places. */
  public boolean offerTerminal(Runnable task) {
    return tasks.offerTerminal(task) && wake();
  }

  private boolean wake() {
    if (!scheduled.compareAndSet(false, true) || threads.offer(this::drain)) {
      return true;
    }
    scheduled.set(false);
    return false;
  }

  private void drain() {
    for (int done = 0; done < MAX_BATCH; done++) {
      Runnable task = tasks.poll();
      if (task == null) {
        break;
      }
      run(task);
    }
    scheduled.set(false);
    if (tasks.stats().depth() > 0 && !wake()) {
      LOG.warn("speech threads are full: a stream waits for its next task");
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException bug) {
      LOG.error("a speech task failed", bug);
    }
  }
}
