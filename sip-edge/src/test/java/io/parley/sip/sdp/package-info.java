/** Offer and answer, friendly and hostile. */
@NullMarked
package io.parley.sip.sdp;

import org.jspecify.annotations.NullMarked;
