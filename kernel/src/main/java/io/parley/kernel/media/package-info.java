/** The port through which signalling opens, connects and closes media legs. */
@NullMarked
package io.parley.kernel.media;

import org.jspecify.annotations.NullMarked;
