/** What a dialled number reaches, and what the agent there is. */
@NullMarked
package io.parley.kernel.route;

import org.jspecify.annotations.NullMarked;
