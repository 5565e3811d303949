/**
 * The media engine: RTP to PCM and back. Its entry point may be called from any thread; it hands
 * everything to the media loop of the leg's shard.
 */
@NullMarked
package io.parley.media;

import org.jspecify.annotations.NullMarked;
