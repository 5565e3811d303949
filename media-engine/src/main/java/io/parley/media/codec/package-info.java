/** Payloads to linear PCM and back, in place. Stateless; called by media loops. */
@NullMarked
package io.parley.media.codec;

import org.jspecify.annotations.NullMarked;
