/** The edge-agent link: sealed values with (call, seq), no callback, future or shared buffer. */
@NullMarked
package io.parley.kernel.link;

import org.jspecify.annotations.NullMarked;
