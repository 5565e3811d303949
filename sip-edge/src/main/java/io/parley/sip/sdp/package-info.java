/** Offer and answer (RFC 3264) as pure functions over text; hostile text never throws. */
@NullMarked
package io.parley.sip.sdp;

import org.jspecify.annotations.NullMarked;
