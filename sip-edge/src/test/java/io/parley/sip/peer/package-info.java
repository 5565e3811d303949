/** Peers for tests: a media plane without sockets, a scripted agent, and sipp. */
@NullMarked
package io.parley.sip.peer;

import org.jspecify.annotations.NullMarked;
