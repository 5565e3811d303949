/** Faults that cross a port: who must act, and whether again. */
@NullMarked
package io.parley.kernel.fault;

import org.jspecify.annotations.NullMarked;
