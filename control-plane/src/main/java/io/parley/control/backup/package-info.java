/**
 * The whole database in one file and back: {@code ./parley db backup|restore}. Logical, by COPY, so
 * that it fits an embedded and an external PostgreSQL alike; streamed, never held in memory.
 */
@NullMarked
package io.parley.control.backup;

import org.jspecify.annotations.NullMarked;
