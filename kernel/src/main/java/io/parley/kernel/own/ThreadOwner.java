package io.parley.kernel.own;

/**
 * The thread that owns an object. The first {@link #isCurrent} claims ownership; afterwards every
 * other thread is told {@code false}. Used as {@code assert owner.isCurrent();}: it costs nothing
 * in production and fails tests on a crossing.
 */
public final class ThreadOwner {
  private static final long NOBODY = -1;

  private long ownerThreadId = NOBODY;

  /** Whether the calling thread is the owner, claiming ownership when nobody has. */
  public boolean isCurrent() {
    long current = Thread.currentThread().threadId();
    if (ownerThreadId == NOBODY) {
      ownerThreadId = current;
    }
    return ownerThreadId == current;
  }
}
