/** What a dialled number reaches. */
@NullMarked
package io.parley.kernel.route;

import org.jspecify.annotations.NullMarked;
