/** Tests of the recorder. */
@NullMarked
package io.parley.media.record;

import org.jspecify.annotations.NullMarked;
