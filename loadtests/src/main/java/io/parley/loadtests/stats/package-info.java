/**
 * Figures from what was seen on the wire: percentiles, grid deviation, loss. Nobody's thread:
 * values in, values out.
 */
@NullMarked
package io.parley.loadtests.stats;

import org.jspecify.annotations.NullMarked;
