/** Facts about calls, the journal port, and the port to live calls. */
@NullMarked
package io.parley.kernel.call;

import org.jspecify.annotations.NullMarked;
