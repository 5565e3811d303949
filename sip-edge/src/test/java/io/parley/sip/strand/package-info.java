/** Serial strands. */
@NullMarked
package io.parley.sip.strand;

import org.jspecify.annotations.NullMarked;
