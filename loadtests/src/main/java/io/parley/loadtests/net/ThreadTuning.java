package io.parley.loadtests.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What Linux lets a thread ask for itself, so that it wakes on time. Acts on the calling thread.
 */
public final class ThreadTuning {
  private static final int SET_TIMER_SLACK = 29;
  private static final int FIFO = 1;
  private static final int PRIORITY = 10;

  private ThreadTuning() {}

  /** Sleeps end up to 50 µs late by default; after this they end as exactly as they can. */
  public static void wakeExactly() {
    Posix.processControl(SET_TIMER_SLACK, 1);
  }

  /** Puts the thread before all ordinary ones. Returns false where that is not allowed. */
  public static boolean becomeRealtime() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment priority = arena.allocate(JAVA_INT);
      priority.set(JAVA_INT, 0, PRIORITY);
      return Posix.scheduler(0, FIFO, priority.address()) == 0;
    }
  }
}
