package io.parley.media.loop;

import java.util.List;

/**
 * One media loop as of now.
 *
 * @param stalls times the thread was held up for longer than it makes up for
 * @param framesDropped frames of caller audio lost because the ring was full
 * @param factsDropped facts lost because there was no room at all
 * @param faults legs closed, and entries skipped by a reader, because of a defect
 * @param ordersRefused orders refused because the loop's lane was full
 * @param allocatedBytes allocated by the loop's thread since it began
 * @param deviation packets by how long after their due time they went out; the bounds are {@link
 *     #deviationBoundsNs}
 */
public record LoopCounters(
    String thread,
    long legs,
    long cycles,
    long stalls,
    long framesDropped,
    long factsDropped,
    long faults,
    long ordersRefused,
    long allocatedBytes,
    long packetsIn,
    long packetsOut,
    List<Long> deviation) {
  /** Upper bounds of the buckets of {@link #deviation}, in nanoseconds; the last has none. */
  public static List<Long> deviationBoundsNs() {
    return LoopMeter.boundsNs();
  }
}
