package io.parley.agent.run;

import io.parley.kernel.audio.Pcm;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Synthesised audio of one utterance that the edge has not taken yet. A provider thread puts, and
 * waits while more than {@code capacity} samples are held; the call's thread takes. Bounded by that
 * and one block.
 */
final class SpeechBuffer {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Pcm> blocks = new ArrayDeque<>();
  private final int capacity;
  private int offset;
  private int held;
  private boolean dropped;

  SpeechBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Appends a block; {@code false}: nobody wants it any more. */
  boolean put(Pcm pcm) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (held >= capacity && !dropped) {
        room.await();
      }
      if (!dropped && pcm.length() > 0) {
        blocks.addLast(pcm);
        held += pcm.length();
      }
      return !dropped;
    } finally {
      lock.unlock();
    }
  }

  /** The next samples, at most {@code most}; null when there are none. */
  @Nullable Pcm take(int most) {
    lock.lock();
    try {
      Pcm first = blocks.peekFirst();
      if (first == null) {
        return null;
      }
      int count = Math.min(most, first.length() - offset);
      Pcm piece =
          count == first.length()
              ? first
              : new Pcm(
                  Arrays.copyOfRange(first.samples(), offset, offset + count), first.rateHz());
      offset += count;
      held -= count;
      if (offset == first.length()) {
        blocks.removeFirst();
        offset = 0;
      }
      room.signalAll();
      return piece;
    } finally {
      lock.unlock();
    }
  }

  /** Samples held now. */
  int held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything; whoever waits to put is sent away. */
  void drop() {
    lock.lock();
    try {
      dropped = true;
      blocks.clear();
      held = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
