/**
 * UDP sockets of Linux through the foreign-function API, for the kernel's own receive timestamps
 * and without an allocation per packet. Owned by the media loop that opened them.
 */
@NullMarked
package io.parley.loadtests.net;

import org.jspecify.annotations.NullMarked;
