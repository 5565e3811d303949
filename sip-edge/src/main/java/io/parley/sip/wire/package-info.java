/** SIP messages as plain values, and the two ports between the stack and the legs. */
@NullMarked
package io.parley.sip.wire;

import org.jspecify.annotations.NullMarked;
