package io.parley.media.path;

import io.parley.kernel.own.HotPath;
import java.util.concurrent.atomic.AtomicLongArray;

/** What the legs of one loop count together. Written by the loop only; read from any thread. */
@HotPath
public final class MediaTotals {
  public static final int RECEIVED = 0;
  public static final int SENT = 1;
  public static final int SEND_FAILURES = 2;
  public static final int LOST = 3;
  public static final int LATE = 4;
  public static final int DUPLICATE = 5;
  public static final int FOREIGN = 6;
  public static final int MALFORMED = 7;
  public static final int PAUSES = 8;
  public static final int LEASES_EXPIRED = 9;
  private static final int COUNT = 10;

  private final AtomicLongArray values = new AtomicLongArray(COUNT);

  /** Adds to one of the totals; the loop only. */
  public void add(int which, long amount) {
    if (amount != 0) {
      values.setRelease(which, values.getPlain(which) + amount);
    }
  }

  /** One of the totals. */
  public long get(int which) {
    return values.getAcquire(which);
  }
}
