package io.parley.kernel.id;

/**
 * One dialog with its media. A leg knows its call, so that all legs of a call find the same media
 * shard; {@code index} counts from 1 in the order the legs were added.
 */
public record LegId(CallId call, int index) {
  /** The leg a call begins with. */
  public static LegId first(CallId call) {
    return new LegId(call, 1);
  }

  @Override
  public String toString() {
    return call + "/" + index;
  }
}
