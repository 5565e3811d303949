/** The one place that knows JAIN-SIP: sockets, translation, transactions. It decides nothing. */
@NullMarked
package io.parley.sip.jain;

import org.jspecify.annotations.NullMarked;
