package io.parley.kernel.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded crossing from any thread to one owner, off the per-packet path. A lane that is full
 * refuses ({@link #offer} answers {@code false} and counts it); a few places are reserved for
 * terminal messages, so that a hang-up always gets through. Nothing is lost silently.
 */
public final class Lane<T> {
  private static final int RESERVED = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<T> queue;
  private final int capacity;
  private final int reserved;
  private long accepted;
  private long refused;

  /** A lane of {@code capacity} places and four reserved ones. */
  public Lane(int capacity) {
    this(capacity, RESERVED);
  }

  /** A lane of {@code capacity} places and {@code reserved} more for terminal messages. */
  public Lane(int capacity, int reserved) {
    if (capacity < 1 || reserved < 0) {
      throw new IllegalArgumentException("a lane of " + capacity + " + " + reserved + " places");
    }
    this.capacity = capacity;
    this.reserved = reserved;
    this.queue = new ArrayDeque<>(Math.min(capacity + reserved, 64));
  }

  /** Appends {@code item}, or answers {@code false} when the lane is full. Never blocks. */
  public boolean offer(T item) {
    return offer(item, capacity);
  }

  /** Appends a terminal {@code item}, using the reserved places when the lane is full. */
  public boolean offerTerminal(T item) {
    return offer(item, capacity + reserved);
  }

  private boolean offer(T item, int bound) {
    lock.lock();
    try {
      if (queue.size() >= bound) {
        refused++;
        return false;
      }
      queue.addLast(item);
      accepted++;
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next item at once, or null. */
  public @Nullable T poll() {
    lock.lock();
    try {
      return queue.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  /** The next item, waiting at most {@code patience}; null when there came none. */
  public @Nullable T poll(Duration patience) throws InterruptedException {
    long leftNs = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty()) {
        if (leftNs <= 0) {
          return null;
        }
        leftNs = filled.awaitNanos(leftNs);
      }
      return queue.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  /** The next item, waiting as long as it takes. */
  public T take() throws InterruptedException {
    while (true) {
      T item = poll(Duration.ofNanos(TimeUnit.HOURS.toNanos(1)));
      if (item != null) {
        return item;
      }
    }
  }

  /** Counters and depth as of now; safe from any thread. */
  public LaneStats stats() {
    lock.lock();
    try {
      return new LaneStats(queue.size(), accepted, refused);
    } finally {
      lock.unlock();
    }
  }
}
