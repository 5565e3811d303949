/**
 * RTP as it stands in a datagram: read and written in place. Owned by the media loop of the leg.
 */
@NullMarked
package io.parley.media.rtp;

import org.jspecify.annotations.NullMarked;
