package io.parley.kernel.link;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;

/**
 * What the edge tells the agent about one call. {@code seq} counts from 1 per call; {@code atNs} is
 * the edge's monotonic clock, comparable with the other times of the same call only.
 */
public record EdgeEvent(
    TenantId tenant, CallId call, LegId leg, long seq, long atNs, EdgeFact fact) {}
