/**
 * A million calls of a thousand tenants in the embedded PostgreSQL of a running server, and
 * questions about them over its API: {@code ./parley test --long million}. Rows are made from a
 * seed, so two runs load and ask the same.
 */
@NullMarked
package io.parley.loadtests.million;

import org.jspecify.annotations.NullMarked;
