package io.parley.control.sessions;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/** Lets so many start in any one second. Safe from any thread. */
final class StartRate {
  private static final long SECOND_MS = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Long> startsMs = new ArrayDeque<>();
  private final int most;

  StartRate(int most) {
    this.most = most;
  }

  /** Whether one more may start now; if so, it counts. */
  boolean mayStart(long nowMs) {
    lock.lock();
    try {
      while (!startsMs.isEmpty() && nowMs - startsMs.getFirst() >= SECOND_MS) {
        startsMs.removeFirst();
      }
      if (startsMs.size() >= most) {
        return false;
      }
      startsMs.addLast(nowMs);
      return true;
    } finally {
      lock.unlock();
    }
  }
}
