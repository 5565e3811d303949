package io.parley.kernel.time;

/** Monotonic time in nanoseconds from an arbitrary origin; compare by difference only. */
@FunctionalInterface
public interface NanoClock {
  /** The clock of this machine. */
  NanoClock SYSTEM = System::nanoTime;

  /** Now, in nanoseconds. */
  long nowNs();
}
