package io.parley.media.path;

import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.media.LegService;

/** Whose audio it is; travels with everything a leg reports. Immutable. */
public record LegIdentity(TenantId tenant, LegId leg, LegService service, int rtpPort) {}
