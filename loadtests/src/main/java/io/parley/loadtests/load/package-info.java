/**
 * Many calls at once, and what they measure: {@code ./parley load}. The main thread signals; one
 * media loop owns every line's audio and figures until it has ended, then main reads them.
 */
@NullMarked
package io.parley.loadtests.load;

import org.jspecify.annotations.NullMarked;
