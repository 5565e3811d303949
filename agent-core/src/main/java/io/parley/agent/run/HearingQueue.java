package io.parley.agent.run;

import io.parley.agent.hear.Expectation;
import io.parley.kernel.audio.Pcm;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one call's transcriber has still to hear. Filled by the fan-out and the call's thread,
 * emptied by the ears. Full: the oldest audio is dropped and counted; marks are never dropped,
 * there are few.
 */
final class HearingQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private final int capacity;
  private int blocks;
  private long dropped;

  HearingQueue(int capacity) {
    this.capacity = capacity;
  }

  /** One thing to hear or to know. */
  sealed interface Item {
    record Open() implements Item {}

    record Begin(long speech) implements Item {}

    record Audio(Pcm pcm) implements Item {}

    record End(long speech) implements Item {}

    record Expect(Expectation expectation) implements Item {}

    record Close() implements Item {}
  }

  void add(Item item) {
    lock.lock();
    try {
      if (item instanceof Item.Audio) {
        if (blocks >= capacity) {
          dropOldestAudio();
        }
        blocks++;
      }
      items.addLast(item);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  private void dropOldestAudio() {
    for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
      if (each.next() instanceof Item.Audio) {
        each.remove();
        blocks--;
        dropped++;
        return;
      }
    }
  }

  /** The next item; null when there is none and {@code wait} is false. */
  @Nullable Item next(boolean wait) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.isEmpty() && wait) {
        filled.await();
      }
      Item item = items.pollFirst();
      if (item instanceof Item.Audio) {
        blocks--;
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  /** Blocks of audio dropped so far. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
