/** One dialog as a pure machine: signal in, effects out. Owned by the leg's strand. */
@NullMarked
package io.parley.sip.call;

import org.jspecify.annotations.NullMarked;
