/** The SIP edge and its settings: {@link io.parley.sip.SipEdge} is the one entry. */
@NullMarked
package io.parley.sip;

import org.jspecify.annotations.NullMarked;
