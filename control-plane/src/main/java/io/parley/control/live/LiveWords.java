package io.parley.control.live;

import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;

/**
 * What is being said in a call, on its way to those who follow that call.
 *
 * @param wallMs when it was told, milliseconds since 1970
 */
public record LiveWords(TenantId tenant, CallId call, long wallMs, SpokenWords words)
    implements Told {}
