/**
 * The PostgreSQL this node writes to: one of its own, embedded and looked after, or one given by
 * URL. {@link io.parley.control.postgres.DatabaseKeeper} is the entry; its {@code database} thread
 * owns starting, migrating, watching and stopping.
 */
@NullMarked
package io.parley.control.postgres;

import org.jspecify.annotations.NullMarked;
