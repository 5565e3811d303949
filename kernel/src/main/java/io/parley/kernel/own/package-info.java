/** Who owns what: thread ownership, written down and asserted. */
@NullMarked
package io.parley.kernel.own;

import org.jspecify.annotations.NullMarked;
