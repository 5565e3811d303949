package io.parley.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;

/**
 * Gives a thread precedence over the other threads of the machine, where this user may do so. A
 * media loop sleeps most of the time and must be on time when it wakes, however busy recognisers
 * and compilers are: it asks for the lowest real-time priority, which the kernel keeps from taking
 * a whole core, and is content with a better nice value.
 */
public final class LoopPriority {
  private static final int SCHED_RR_RESET_ON_FORK = 2 | 0x40000000;
  private static final int LOWEST = 1;
  private static final int NICE = -15;

  private LoopPriority() {}

  /** Raises the calling media loop; answers what it got, for the log. */
  public static String raise() {
    if (!LinuxCalls.available()) {
      return "ordinary";
    }
    try (Arena arena = Arena.ofConfined()) {
      long parameters = arena.allocateFrom(JAVA_INT, LOWEST).address();
      if (LinuxCalls.schedulePolicyOfThisThread(SCHED_RR_RESET_ON_FORK, parameters) == 0) {
        return "real-time";
      }
    }
    return raiseNice();
  }

  /** Raises the calling thread a little: one that serves a loop and is not bound to its tick. */
  public static String raiseNice() {
    boolean raised = LinuxCalls.available() && LinuxCalls.niceOfThisThread(NICE) == 0;
    return raised ? "raised" : "ordinary";
  }
}
