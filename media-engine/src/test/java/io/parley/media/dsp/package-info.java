/** Tests of this package, for one thread. */
@NullMarked
package io.parley.media.dsp;

import org.jspecify.annotations.NullMarked;
