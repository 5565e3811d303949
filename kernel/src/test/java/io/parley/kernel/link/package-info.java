/** Tests of this package, for one thread unless a test says otherwise. */
@NullMarked
package io.parley.kernel.link;

import org.jspecify.annotations.NullMarked;
