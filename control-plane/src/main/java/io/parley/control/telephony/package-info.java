/**
 * Trunks as their owners write them: what may be kept, and the rows. Begin with {@link
 * io.parley.control.telephony.Trunks}.
 */
@NullMarked
package io.parley.control.telephony;

import org.jspecify.annotations.NullMarked;
