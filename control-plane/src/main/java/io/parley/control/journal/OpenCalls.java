package io.parley.control.journal;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.own.OwnedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which calls have no end yet, and how far each is numbered. Calls that ended stay known for a
 * while, so that a late fact about them is numbered on; the longest untouched are forgotten first.
 */
@OwnedBy("journal")
final class OpenCalls {
  private static final int MAX_KNOWN = 50_000;

  private final LinkedHashMap<CallId, State> known = new LinkedHashMap<>(64, 0.75f, true);
  private int open;

  /** The number of the next fact of this call, which is taken by asking. */
  long number(TenantId tenant, CallId call, CallFact fact, long wallMs) {
    State state = known.computeIfAbsent(call, _ -> added(tenant, wallMs));
    state.lastSeq++;
    note(state, fact, wallMs);
    return state.lastSeq;
  }

  /** Takes over what an earlier process wrote. */
  void replay(JournalLine line) {
    switch (line) {
      case JournalLine.Head head -> {
        for (JournalLine.OpenCall call : head.open()) {
          State state =
              known.computeIfAbsent(call.call(), _ -> added(call.tenant(), call.firstWallMs()));
          state.lastSeq = Math.max(state.lastSeq, call.lastSeq());
          state.lastWallMs = Math.max(state.lastWallMs, call.lastWallMs());
        }
      }
      case JournalLine.Entry entry -> {
        State state =
            known.computeIfAbsent(entry.call(), _ -> added(entry.tenant(), entry.wallMs()));
        state.lastSeq = Math.max(state.lastSeq, entry.seq());
        note(state, entry.fact(), entry.wallMs());
      }
    }
  }

  /** The calls without an end, those longest untouched first. */
  List<JournalLine.OpenCall> list() {
    List<JournalLine.OpenCall> list = new ArrayList<>(open);
    for (Map.Entry<CallId, State> entry : known.entrySet()) {
      State state = entry.getValue();
      if (!state.ended) {
        list.add(
            new JournalLine.OpenCall(
                state.tenant, entry.getKey(), state.lastSeq, state.firstWallMs, state.lastWallMs));
      }
    }
    return list;
  }

  int count() {
    return open;
  }

  private State added(TenantId tenant, long wallMs) {
    open++;
    return new State(tenant, wallMs);
  }

  private void note(State state, CallFact fact, long wallMs) {
    state.lastWallMs = Math.max(state.lastWallMs, wallMs);
    if (fact instanceof CallFact.Ended && !state.ended) {
      state.ended = true;
      open--;
    }
    while (known.size() > MAX_KNOWN) {
      State forgotten = known.pollFirstEntry().getValue();
      open -= forgotten.ended ? 0 : 1;
    }
  }

  private static final class State {
    private final TenantId tenant;
    private final long firstWallMs;
    private long lastWallMs;
    private long lastSeq;
    private boolean ended;

    State(TenantId tenant, long wallMs) {
      this.tenant = tenant;
      this.firstWallMs = wallMs;
      this.lastWallMs = wallMs;
    }
  }
}
