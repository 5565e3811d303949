/** Tests of {@code io.parley.media.rtp}. */
@NullMarked
package io.parley.media.rtp;

import org.jspecify.annotations.NullMarked;
