package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.agents.Revised;
import io.parley.control.api.Exchange.Made;
import io.parley.control.document.Documents;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.webhooks.Deliveries;
import io.parley.control.webhooks.Deliveries.Delivery;
import io.parley.control.webhooks.WebhookRoom;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was sent to a webhook, and sending it again. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookDeliveriesController {
  private static final String WHAT = "delivery";
  private static final String WEBHOOK = "/api/v1/webhooks/{id}";
  private static final String PATH = WEBHOOK + "/deliveries";
  private static final String ONE = PATH + "/{delivery_id}";
  private static final Set<String> STATUSES = Set.of("pending", "delivered", "given-up");

  private final Exchange exchange;
  private final WebhookRoom room;
  private final Deliveries deliveries;

  WebhookDeliveriesController(Exchange exchange, WebhookRoom room) {
    this.exchange = exchange;
    this.room = room;
    this.deliveries = room.deliveries();
  }

  @Needs(Permission.WEBHOOKS_READ)
  @GetMapping(PATH)
  @Wire(answer = Delivery.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(name = "call_id", required = false) @Nullable String call,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int wanted = Paging.limit(limit);
    var filter = new Deliveries.Filter(status(status), call(call), Cursor.read(cursor));
    UUID webhook = Paging.id(id, WebhooksController.WHAT);
    return exchange.give(
        who,
        jdbc -> {
          room.webhooks().get(jdbc, who.tenant(), webhook);
          var found = deliveries.list(jdbc, who.tenant(), webhook, filter, wanted + 1);
          return Paging.page(found, wanted, Delivery::id);
        });
  }

  private static @Nullable String status(@Nullable String given) {
    if (given != null && !STATUSES.contains(given)) {
      throw Refusal.invalid(
          "status", "There is no such status.", "Give pending, delivered or given-up.");
    }
    return given;
  }

  private static @Nullable UUID call(@Nullable String given) {
    return given == null ? null : Paging.id(given, "call");
  }

  @Needs(Permission.WEBHOOKS_READ)
  @GetMapping(ONE)
  @Wire(answer = Deliveries.Detail.class)
  ResponseEntity<String> one(
      Requester who, @PathVariable String id, @PathVariable("delivery_id") String delivery) {
    UUID webhook = Paging.id(id, WebhooksController.WHAT);
    UUID wanted = Paging.id(delivery, WHAT);
    return exchange.give(
        who,
        jdbc -> {
          room.webhooks().get(jdbc, who.tenant(), webhook);
          return deliveries.get(jdbc, who.tenant(), webhook, wanted);
        });
  }

  @Needs(Permission.WEBHOOKS_WRITE)
  @PostMapping(ONE + "/replay")
  @Wire(answer = Delivery.class, status = 201, headers = "Idempotency-Key")
  ResponseEntity<String> replay(
      Requester who,
      @PathVariable String id,
      @PathVariable("delivery_id") String delivery,
      HttpServletRequest request) {
    UUID webhook = Paging.id(id, WebhooksController.WHAT);
    UUID wanted = Paging.id(delivery, WHAT);
    return made(who, request, webhook, jdbc -> deliveries.replay(jdbc, who, webhook, wanted));
  }

  @Needs(Permission.WEBHOOKS_WRITE)
  @PostMapping(WEBHOOK + "/test")
  @Wire(answer = Delivery.class, status = 201, headers = "Idempotency-Key")
  ResponseEntity<String> test(Requester who, @PathVariable String id, HttpServletRequest request) {
    UUID webhook = Paging.id(id, WebhooksController.WHAT);
    return made(who, request, webhook, jdbc -> deliveries.test(jdbc, who.tenant(), webhook));
  }

  private ResponseEntity<String> made(
      Requester who,
      HttpServletRequest request,
      UUID webhook,
      Function<JdbcTemplate, Delivery> work) {
    ResponseEntity<String> answer =
        exchange.make(
            who,
            request,
            Documents.tree("{}"),
            jdbc -> {
              room.webhooks().get(jdbc, who.tenant(), webhook);
              Delivery made = work.apply(jdbc);
              return new Made(
                  new Revised<>(Revised.ANY, made),
                  "/api/v1/webhooks/" + webhook + "/deliveries/" + made.id());
            });
    room.wake();
    return answer;
  }
}
