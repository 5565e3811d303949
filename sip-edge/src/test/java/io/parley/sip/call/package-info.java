/** The machine of one leg, without a socket. */
@NullMarked
package io.parley.sip.call;

import org.jspecify.annotations.NullMarked;
