/** The house rules as tests. */
@NullMarked
package io.parley.rules;

import org.jspecify.annotations.NullMarked;
