/** Tests of this package, for one thread unless a test says otherwise. */
@NullMarked
package io.parley.kernel.audio;

import org.jspecify.annotations.NullMarked;
