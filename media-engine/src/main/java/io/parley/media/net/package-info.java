/**
 * UDP sockets of legs: opened on any thread, then owned by the media loop of the leg's shard, which
 * alone receives, sends and closes.
 */
@NullMarked
package io.parley.media.net;

import org.jspecify.annotations.NullMarked;
