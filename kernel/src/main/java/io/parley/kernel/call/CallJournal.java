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

  /**
   * Tells those who follow {@code call} what is being said in it, in order with its facts; it is
   * kept nowhere. As safe and as quick as {@link #append}; dropped when there is much to do.
   */
  default void tell(TenantId tenant, CallId call, SpokenWords words) {}
}
