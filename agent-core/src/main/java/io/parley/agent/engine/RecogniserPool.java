package io.parley.agent.engine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recognisers that wait for the next talker, by lesson. Safe from any thread; a recogniser that was
 * borrowed belongs to the borrower until it comes back. At most {@code capacity} exist.
 */
public final class RecogniserPool<K, R> implements AutoCloseable {
  private static final long MAX_WARMING_MS = 60_000;

  private final Function<K, R> maker;
  private final Consumer<R> freer;
  private final int capacity;
  private final Object lock = new Object();
  private final Map<K, ArrayDeque<R>> idle = new HashMap<>();
  private final Set<K> warming = new HashSet<>();
  private int existing;
  private long refused;
  private boolean closed;

  /** An empty pool; {@code maker} makes what is missing, {@code freer} frees what is not needed. */
  public RecogniserPool(Function<K, R> maker, Consumer<R> freer, int capacity) {
    this.maker = maker;
    this.freer = freer;
    this.capacity = capacity;
  }

  /** A recogniser for {@code lesson}, made when none waits; null when all are in use (counted). */
  public @Nullable R borrow(K lesson) {
    R other;
    synchronized (lock) {
      awaitWarming(lesson);
      ArrayDeque<R> waiting = idle.get(lesson);
      R known = waiting == null ? null : waiting.pollFirst();
      if (known != null) {
        return known;
      }
      other = closed || existing < capacity ? null : anyIdle();
      if (closed || (existing >= capacity && other == null)) {
        refused++;
        return null;
      }
      if (other == null) {
        existing++;
      }
    }
    if (other != null) {
      freer.accept(other);
    }
    return make(lesson);
  }

  /** One that is nearly ready is better than one that is begun now. Holds the lock. */
  private void awaitWarming(K lesson) {
    while (warming.contains(lesson)) {
      try {
        lock.wait(MAX_WARMING_MS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private R make(K lesson) {
    boolean made = false;
    try {
      R recogniser = maker.apply(lesson);
      made = true;
      return recogniser;
    } finally {
      if (!made) {
        synchronized (lock) {
          existing--;
        }
      }
    }
  }

  private @Nullable R anyIdle() {
    for (ArrayDeque<R> waiting : idle.values()) {
      R recogniser = waiting.pollFirst();
      if (recogniser != null) {
        return recogniser;
      }
    }
    return null;
  }

  /** Makes sure one recogniser waits for {@code lesson}, if the capacity allows. */
  public void warm(K lesson) {
    if (claim(lesson)) {
      fill(lesson);
    }
  }

  /**
   * Announces that the caller is about to {@link #fill} for {@code lesson}, so that a talker who
   * comes meanwhile waits for that one; {@code false} when nothing is to be made. Whoever claims
   * must fill, and not on a thread that may wait in {@link #borrow}.
   */
  public boolean claim(K lesson) {
    synchronized (lock) {
      ArrayDeque<R> waiting = idle.get(lesson);
      boolean ready = waiting != null && !waiting.isEmpty();
      if (closed || ready || existing >= capacity || !warming.add(lesson)) {
        return false;
      }
      existing++;
      return true;
    }
  }

  /** Makes the recogniser that was claimed for {@code lesson}. */
  public void fill(K lesson) {
    try {
      giveBack(lesson, make(lesson));
    } finally {
      synchronized (lock) {
        warming.remove(lesson);
        lock.notifyAll();
      }
    }
  }

  /** Takes back a recogniser whose utterance has ended. */
  public void giveBack(K lesson, R recogniser) {
    synchronized (lock) {
      if (!closed) {
        idle.computeIfAbsent(lesson, _ -> new ArrayDeque<>()).addFirst(recogniser);
        return;
      }
      existing--;
    }
    freer.accept(recogniser);
  }

  /** Frees a recogniser that failed. */
  public void discard(R recogniser) {
    synchronized (lock) {
      existing--;
    }
    freer.accept(recogniser);
  }

  /** How often a talker found no recogniser. */
  public long refused() {
    synchronized (lock) {
      return refused;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      idle.values().forEach(waiting -> waiting.forEach(freer));
      existing -= idle.values().stream().mapToInt(ArrayDeque::size).sum();
      idle.clear();
    }
  }
}
