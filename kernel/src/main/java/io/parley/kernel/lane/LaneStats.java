package io.parley.kernel.lane;

/** What a lane has seen: items waiting now, items taken in, items refused because it was full. */
public record LaneStats(int depth, long accepted, long refused) {}
