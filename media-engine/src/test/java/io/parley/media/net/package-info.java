/** Tests of {@code io.parley.media.net}. */
@NullMarked
package io.parley.media.net;

import org.jspecify.annotations.NullMarked;
