/** Tests of this package, for one thread. */
@NullMarked
package io.parley.media.jitter;

import org.jspecify.annotations.NullMarked;
