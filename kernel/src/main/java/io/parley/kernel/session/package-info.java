/** Conversations without a telephone: the port they are held through, and its values. */
@NullMarked
package io.parley.kernel.session;

import org.jspecify.annotations.NullMarked;
