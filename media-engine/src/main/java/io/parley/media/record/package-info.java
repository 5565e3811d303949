/**
 * The recorder: what both sides of a call sound like, from the fan-out through one bounded tape a
 * call to a file, written by one thread for all calls.
 */
@NullMarked
package io.parley.media.record;

import org.jspecify.annotations.NullMarked;
