package io.parley.control.live;

/**
 * The feed's counters as of now.
 *
 * @param events published since the start
 * @param streams open now
 * @param cutOff streams ended because they were too far behind
 * @param refused streams there was no room for
 * @param wordsDropped times that a stream was too far behind for what was being said
 */
public record FeedStats(long events, int streams, long cutOff, long refused, long wordsDropped) {}
