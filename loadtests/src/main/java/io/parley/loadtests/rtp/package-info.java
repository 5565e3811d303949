/**
 * RTP as the caller sends and reads it: headers, G.711, telephone events, loss. Confined to the
 * thread that runs the calls.
 */
@NullMarked
package io.parley.loadtests.rtp;

import org.jspecify.annotations.NullMarked;
