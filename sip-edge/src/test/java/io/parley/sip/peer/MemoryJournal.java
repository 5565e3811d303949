package io.parley.sip.peer;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A journal that can be waited for. Safe from any thread. */
public final class MemoryJournal implements CallJournal {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<CallFact> facts = new ArrayList<>();

  @Override
  public void append(TenantId tenant, CallId call, CallFact fact) {
    lock.lock();
    try {
      facts.add(fact);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Everything appended so far. */
  public List<CallFact> facts() {
    lock.lock();
    try {
      return List.copyOf(facts);
    } finally {
      lock.unlock();
    }
  }

  /** Why calls ended, as soon as {@code count} have, or after ten seconds. */
  public List<EndReason> ends(int count) throws InterruptedException {
    long leftNs = PATIENCE.toNanos();
    lock.lock();
    try {
      while (ended().size() < count && leftNs > 0) {
        leftNs = grown.awaitNanos(leftNs);
      }
      return ended();
    } finally {
      lock.unlock();
    }
  }

  private List<EndReason> ended() {
    return facts.stream()
        .filter(CallFact.Ended.class::isInstance)
        .map(fact -> ((CallFact.Ended) fact).reason())
        .toList();
  }
}
