/** The caller's own clock. Any thread. */
@NullMarked
package io.parley.loadtests.time;

import org.jspecify.annotations.NullMarked;
