/** Tests of this package, for one thread. */
@NullMarked
package io.parley.media.vad;

import org.jspecify.annotations.NullMarked;
