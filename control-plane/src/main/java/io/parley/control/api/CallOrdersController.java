package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.openapi.Wire;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.store.CallQueries;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.CallId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders to the agents of running calls. Stateless. */
@RestController
@RequestMapping("/api/v1/calls/{id}")
class CallOrdersController {
  private final CallQueries calls;
  private final LiveCalls live;
  private final LiveOrders orders;
  private final TenantTransactions transactions;

  CallOrdersController(
      CallQueries calls, LiveCalls live, LiveOrders orders, TenantTransactions transactions) {
    this.calls = calls;
    this.live = live;
    this.orders = orders;
    this.transactions = transactions;
  }

  /**
   * Something to be said in the agent's voice.
   *
   * @param interrupt whether to cut what the agent is saying; absent: it waits until nobody speaks
   * @param interruptible whether the caller may cut it; absent: as the agent's other words
   */
  record Line(String text, @Nullable Boolean interrupt, @Nullable Boolean interruptible) {}

  /** What the call is about from the next turn on; absent fields stay, empty ones are forgotten. */
  record Context(
      @Nullable String topic,
      @Nullable String level,
      @Nullable String phase,
      @Nullable List<String> learningGoals,
      @Nullable Map<String, String> variables) {}

  /** What became of an order. */
  record Taken(UUID id, String status) {}

  @PostMapping("/say")
  @Wire(status = 202)
  @Needs(Permission.CALLS_CONTROL)
  ResponseEntity<Taken> say(Requester who, @PathVariable String id, @RequestBody Line line) {
    boolean now = Boolean.TRUE.equals(line.interrupt());
    boolean interruptible = !Boolean.FALSE.equals(line.interruptible());
    String text = OrderFields.line(line.text());
    return order(
        who, id, "call.say", line, new CallOrder.Say(text, now, interruptible, who.actor()));
  }

  @PostMapping("/context")
  @Wire(status = 202)
  @Needs(Permission.CALLS_CONTROL)
  ResponseEntity<Taken> updateContext(
      Requester who, @PathVariable String id, @RequestBody Context context) {
    Map<String, String> changes = OrderFields.changes(context);
    return order(
        who, id, "call.context", context, new CallOrder.UpdateContext(changes, who.actor()));
  }

  /** Gives the order in the transaction that records it, so that a refused one is not recorded. */
  private ResponseEntity<Taken> order(
      Requester who, String id, String action, Object asked, CallOrder order) {
    UUID call = CallsController.callId(id);
    if (!orders.isUp(who.tenant(), new CallId(call))) {
      throw calls.find(who.tenant(), call).isPresent() ? ended() : Problem.noSuchCall();
    }
    transactions.in(
        who.tenant(),
        jdbc -> {
          AuditLog.record(jdbc, who, action, "call", call.toString(), null, AuditLog.json(asked));
          return give(new CallId(call), order);
        });
    return ResponseEntity.accepted().body(new Taken(call, "taken"));
  }

  private boolean give(CallId call, CallOrder order) {
    return switch (live.order(call, order)) {
      case TAKEN -> true;
      case GONE -> throw ended();
      case NO_AGENT ->
          throw Refusal.conflict(
              "no-agent", "No agent takes part in this call: it is a line test of the platform.");
      case FULL ->
          throw Refusal.conflict(
              "orders-waiting",
              "The call has as many orders waiting as it can hold: wait a little.");
    };
  }

  private static RuntimeException ended() {
    return Refusal.conflict("call-ended", "The call is not up any more.");
  }
}
