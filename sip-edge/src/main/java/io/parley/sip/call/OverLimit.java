package io.parley.sip.call;

import io.parley.kernel.call.EndReason;

/**
 * A limit that has no room for one more call.
 *
 * @param retryAfterS when another try makes sense
 */
public record OverLimit(EndReason reason, String detail, int retryAfterS) {}
