package io.parley.control.journal;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.util.List;

/** One line of a segment. */
public sealed interface JournalLine {
  /**
   * A fact, as it is shipped. The triple (node, call, seq) names it for ever.
   *
   * @param seq counts from 1 within the call, in the order facts were appended
   * @param wallMs when it was appended, milliseconds since 1970
   */
  record Entry(String node, TenantId tenant, CallId call, long seq, long wallMs, CallFact fact)
      implements JournalLine {}

  /**
   * First line of every segment: the calls that were up when it was begun, so that earlier segments
   * are not needed to know them.
   */
  record Head(String node, long segment, List<OpenCall> open) implements JournalLine {}

  /** A call without an end so far. */
  record OpenCall(TenantId tenant, CallId call, long lastSeq, long firstWallMs, long lastWallMs) {}
}
