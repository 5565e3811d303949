package io.parley.media.loop;

/** Something a media loop is to do with what it owns, on its own thread. */
@FunctionalInterface
interface LoopOrder {
  /** Does it; {@code nowNs} is the time of the tick. */
  void run(MediaLoop loop, long nowNs);
}
