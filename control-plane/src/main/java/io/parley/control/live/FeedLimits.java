package io.parley.control.live;

/**
 * How much the feed holds.
 *
 * @param keptEvents of all tenants together; the oldest goes first
 * @param streams open at a time on this node
 * @param tenantStreams of one tenant open at a time
 * @param waitingEvents a stream may be behind before it is cut off
 */
public record FeedLimits(int keptEvents, int streams, int tenantStreams, int waitingEvents) {
  /** What a node has room for. */
  public static final FeedLimits DEFAULT = new FeedLimits(5_000, 400, 20, 1_000);

  /** Everything has room for one at least. */
  public FeedLimits {
    if (keptEvents < 1 || streams < 1 || tenantStreams < 1 || waitingEvents < 1) {
      throw new IllegalArgumentException("a feed that holds nothing");
    }
  }
}
