/**
 * Where tenants may have this process connect to: {@link io.parley.control.reach.TargetGuard},
 * asked by webhooks and by tests of providers' credentials, and {@link
 * io.parley.control.reach.Dialer}, which connects them there. Stateless.
 */
@NullMarked
package io.parley.control.reach;

import org.jspecify.annotations.NullMarked;
