/** Tests of recordings. */
@NullMarked
package io.parley.control.recordings;

import org.jspecify.annotations.NullMarked;
