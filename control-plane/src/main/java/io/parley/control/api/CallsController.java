package io.parley.control.api;

import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.store.CallQueries;
import io.parley.control.store.CallQueries.Wanted;
import io.parley.control.store.CallRecord;
import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.CallId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/calls}. Stateless. */
@RestController
@RequestMapping("/api/v1/calls")
class CallsController {
  private static final int MAX_LIMIT = 200;
  private static final Set<String> STATUSES = Set.of("ringing", "in-progress", "ended");

  private final CallQueries calls;
  private final LiveCalls live;

  CallsController(CallQueries calls, LiveCalls live) {
    this.calls = calls;
    this.live = live;
  }

  /** One page of a list. */
  record Page(List<CallRecord.Summary> items, @Nullable String nextCursor) {}

  @GetMapping
  @Needs(Permission.CALLS_READ)
  Page list(
      Requester requester,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(name = "sip_call_id", required = false) @Nullable String sipCallId) {
    if (!limit.matches("\\d{1,3}") || number(limit) < 1 || number(limit) > MAX_LIMIT) {
      throw Problem.badParameter("limit", "a number from 1 to " + MAX_LIMIT);
    }
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.badParameter("status", "one of ringing, in-progress, ended");
    }
    if (sipCallId != null && sipCallId.indexOf('\0') >= 0) {
      throw Problem.badParameter("sip_call_id", "has a character no Call-ID has");
    }
    int wanted = number(limit);
    List<CallRecord.Summary> found =
        calls.list(
            requester.tenant(), new Wanted(wanted + 1, Cursor.read(cursor), status, sipCallId));
    boolean more = found.size() > wanted;
    List<CallRecord.Summary> items = more ? found.subList(0, wanted) : found;
    return new Page(items, more ? Cursor.after(items.getLast().id()) : null);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  @GetMapping("/{id}")
  @Needs(Permission.CALLS_READ)
  CallRecord one(Requester requester, @PathVariable String id) {
    return calls.find(requester.tenant(), callId(id)).orElseThrow(Problem::noSuchCall);
  }

  @PostMapping("/{id}/hangup")
  @Needs(Permission.CALLS_CONTROL)
  ResponseEntity<Map<String, String>> hangUp(Requester requester, @PathVariable String id) {
    UUID call = callId(id);
    if (!LiveOrders.hangUp(live, requester.tenant(), new CallId(call))) {
      throw new Problem(HttpStatus.NOT_FOUND, "no-such-live-call", "No call of this id is up.");
    }
    return ResponseEntity.accepted().body(Map.of("id", call.toString(), "status", "ending"));
  }

  static UUID callId(String id) {
    if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw Problem.noSuchCall();
    }
    return UUID.fromString(id);
  }
}
