/** What is let in before any state is made: pure checks, run on the receiving thread. */
@NullMarked
package io.parley.sip.admit;

import org.jspecify.annotations.NullMarked;
