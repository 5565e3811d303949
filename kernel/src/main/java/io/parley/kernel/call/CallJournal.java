package io.parley.kernel.call;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;

/**
 * Where facts are appended before anything else happens to them. Safe from any thread but a media
 * loop; never blocks; facts of one call are numbered in the order they are appended. A journal that
 * cannot keep up refuses and counts it; terminal facts have reserved room.
 */
@FunctionalInterface
public interface CallJournal {
  /** Takes one fact about {@code call}. */
  void append(TenantId tenant, CallId call, CallFact fact);
}
