package io.parley.media.loop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded crossing from any thread into a media loop, which looks once per tick: offering wakes
 * nobody and taking never locks or allocates. Full, it refuses and counts; an eighth of it is
 * reserved for terminal orders.
 */
final class OrderLane<T> {
  private final AtomicReferenceArray<@Nullable T> slots;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final int mask;
  private final int ordinaryCapacity;

  /** A lane of {@code capacity} places, a power of two. */
  OrderLane(int capacity) {
    if (Integer.bitCount(capacity) != 1 || capacity < 8) {
      throw new IllegalArgumentException("capacity " + capacity + " is no power of two from 8 on");
    }
    slots = new AtomicReferenceArray<>(capacity);
    mask = capacity - 1;
    ordinaryCapacity = capacity - capacity / 8;
  }

  /** Appends {@code order}, or answers {@code false} when the lane is full. Any thread. */
  boolean offer(T order) {
    return offer(order, ordinaryCapacity);
  }

  /** Appends a terminal {@code order}, using the reserved places too. Any thread. */
  boolean offerTerminal(T order) {
    return offer(order, slots.length());
  }

  private boolean offer(T order, int bound) {
    long place = reserved.get();
    while (true) {
      if (place - taken.get() >= bound) {
        refused.incrementAndGet();
        return false;
      }
      if (reserved.compareAndSet(place, place + 1)) {
        slots.setRelease((int) place & mask, order);
        return true;
      }
      place = reserved.get();
    }
  }

  /** The next order, or null. The loop only. */
  @Nullable T poll() {
    long place = taken.getPlain();
    int slot = (int) place & mask;
    T order = slots.getAcquire(slot);
    if (order != null) {
      slots.setPlain(slot, null);
      taken.setRelease(place + 1);
    }
    return order;
  }

  /** Orders refused so far. */
  long refused() {
    return refused.get();
  }
}
