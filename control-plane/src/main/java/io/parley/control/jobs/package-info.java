/**
 * Work that must not be lost, in PostgreSQL: {@link io.parley.control.jobs.Jobs} runs it on threads
 * of its own as soon as it is due and the database is there; it may be put in any transaction.
 */
@NullMarked
package io.parley.control.jobs;

import org.jspecify.annotations.NullMarked;
