package io.parley.testsupport;

import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Timers;
import java.time.Duration;
import java.util.PriorityQueue;

/** A clock that stands still until moved, with the timers that hang on it. For one thread. */
public final class ManualClock implements NanoClock, Timers {
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long nowNs;
  private long made;

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public Timer after(Duration delay, Runnable deliver) {
    Due entry = new Due(nowNs + delay.toNanos(), made++, deliver);
    due.add(entry);
    return () -> due.remove(entry);
  }

  /** Moves time on by {@code step}, delivering what falls due on the way, in order. */
  public void advance(Duration step) {
    advanceTo(nowNs + step.toNanos());
  }

  /** Moves time to {@code untilNs}, delivering what falls due on the way, in order. */
  public void advanceTo(long untilNs) {
    while (!due.isEmpty() && due.peek().atNs - untilNs <= 0) {
      Due next = due.remove();
      nowNs = Math.max(nowNs, next.atNs);
      next.deliver.run();
    }
    nowNs = untilNs;
  }

  /** Deadlines not yet delivered. */
  public int pending() {
    return due.size();
  }

  private record Due(long atNs, long order, Runnable deliver) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atNs, other.atNs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
