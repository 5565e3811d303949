/** Serial strands, one per leg, on a few worker threads named {@code sip-strand}. */
@NullMarked
package io.parley.sip.strand;

import org.jspecify.annotations.NullMarked;
