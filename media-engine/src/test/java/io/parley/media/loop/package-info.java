/** Tests of {@code io.parley.media.loop}. */
@NullMarked
package io.parley.media.loop;

import org.jspecify.annotations.NullMarked;
