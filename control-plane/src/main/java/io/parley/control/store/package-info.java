/**
 * Calls on record in PostgreSQL: the schema's migrations, facts in, calls out. Every transaction
 * names its tenant; row-level security does the rest. Stateless but for the pool.
 */
@NullMarked
package io.parley.control.store;

import org.jspecify.annotations.NullMarked;
