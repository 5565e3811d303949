/** Admission before state. */
@NullMarked
package io.parley.sip.admit;

import org.jspecify.annotations.NullMarked;
