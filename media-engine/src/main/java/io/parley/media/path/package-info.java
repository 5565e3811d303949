/**
 * A leg's audio, stage by stage: in from the datagram, out to the datagram. Owned by the media loop
 * of the leg's shard; nothing here knows of threads, sockets' polling or the ring.
 */
@NullMarked
package io.parley.media.path;

import org.jspecify.annotations.NullMarked;
