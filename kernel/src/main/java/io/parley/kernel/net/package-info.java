/** Internet addresses as values. Pure. */
@NullMarked
package io.parley.kernel.net;

import org.jspecify.annotations.NullMarked;
