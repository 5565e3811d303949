/**
 * The caller's side of SIP over UDP: messages, session descriptions, one dialog. Confined to the
 * thread that runs the calls.
 */
@NullMarked
package io.parley.loadtests.sip;

import org.jspecify.annotations.NullMarked;
