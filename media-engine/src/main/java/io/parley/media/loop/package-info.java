/**
 * The media loops and what goes in and out of them: orders by a bounded lane, frames and facts by
 * one Disruptor ring per shard. A loop is one {@code media-loop-N} thread that owns its legs; the
 * ring's handlers run on {@code fanout-N}.
 */
@NullMarked
package io.parley.media.loop;

import org.jspecify.annotations.NullMarked;
