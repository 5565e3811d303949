/** The machine of one leg, without a socket. */
@NullMarked
package io.parley.sip.run;

import org.jspecify.annotations.NullMarked;
