package io.parley.testsupport;

import java.lang.management.ManagementFactory;

/** Counts what the current thread allocates. */
public final class Allocation {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Bytes allocated on this thread while {@code work} ran. */
  public static long bytesDuring(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /**
   * The least this thread allocated in any of five runs of {@code work}, after two to warm up. A
   * path that allocates does so in every run; the compiler's own few bytes come once.
   */
  public static long steadyBytesOf(Runnable work) {
    work.run();
    work.run();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5 && least > 0; run++) {
      least = Math.min(least, bytesDuring(work));
    }
    return least;
  }
}
