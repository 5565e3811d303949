/**
 * The journal's way into the database: {@link io.parley.control.ship.Shipper}. The {@code shipper}
 * thread owns everything here; no call waits for it.
 */
@NullMarked
package io.parley.control.ship;

import org.jspecify.annotations.NullMarked;
