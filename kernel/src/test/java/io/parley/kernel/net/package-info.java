/** Tests of io.parley.kernel.net. */
@NullMarked
package io.parley.kernel.net;

import org.jspecify.annotations.NullMarked;
