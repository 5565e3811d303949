/** Tests of {@code io.parley.media.playout}. */
@NullMarked
package io.parley.media.playout;

import org.jspecify.annotations.NullMarked;
