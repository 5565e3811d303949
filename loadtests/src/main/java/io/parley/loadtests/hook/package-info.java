/** A receiver of webhooks, for pieces of the long test. */
@NullMarked
package io.parley.loadtests.hook;

import org.jspecify.annotations.NullMarked;
