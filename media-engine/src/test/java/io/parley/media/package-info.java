/** Tests of the media engine as a whole. */
@NullMarked
package io.parley.media;

import org.jspecify.annotations.NullMarked;
