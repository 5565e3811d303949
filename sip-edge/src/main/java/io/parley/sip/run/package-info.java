/** Runs legs: finds the leg of a message, and performs what its machine decides. */
@NullMarked
package io.parley.sip.run;

import org.jspecify.annotations.NullMarked;
