/**
 * The control plane: calls on record and the API to them. {@link io.parley.control.ControlPlane} is
 * the one entry; owners: the journal and shipper threads, HTTP threads own nothing.
 */
@NullMarked
package io.parley.control;

import org.jspecify.annotations.NullMarked;
