/** Bounded crossings between threads, each with one overflow rule and a counter. */
@NullMarked
package io.parley.kernel.lane;

import org.jspecify.annotations.NullMarked;
