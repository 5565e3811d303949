/** The edge on the wire. */
@NullMarked
package io.parley.sip;

import org.jspecify.annotations.NullMarked;
