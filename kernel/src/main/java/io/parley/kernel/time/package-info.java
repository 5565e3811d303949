/** Time as an argument: the only package that reads a clock. */
@NullMarked
package io.parley.kernel.time;

import org.jspecify.annotations.NullMarked;
