/** Tests of {@code io.parley.media.codec}. */
@NullMarked
package io.parley.media.codec;

import org.jspecify.annotations.NullMarked;
