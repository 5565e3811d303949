package io.parley.control.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parley.control.api.Exchange.Made;
import io.parley.control.document.Documents;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.webhooks.Webhooks;
import io.parley.control.webhooks.Webhooks.Wanted;
import io.parley.control.webhooks.Webhooks.Webhook;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/webhooks}. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class WebhooksController {
  static final String WHAT = "webhook";

  private static final String PATH = "/api/v1/webhooks";
  private static final String ONE = PATH + "/{id}";
  private static final int DEFAULT_OVERLAP_HOURS = 24;

  private final Exchange exchange;
  private final Webhooks webhooks;

  WebhooksController(Exchange exchange, Webhooks webhooks) {
    this.exchange = exchange;
    this.webhooks = webhooks;
  }

  /** A webhook and its fresh secret, shown this once; null when a repeated request is answered. */
  record WithSecret(@JsonUnwrapped Webhook webhook, @Nullable String secret) {
    @Override
    public String toString() {
      return "WithSecret[" + webhook.id() + ", ***]";
    }
  }

  /** How long the secret before goes on signing; a day when it is not said. */
  record Rotation(@Nullable Integer overlapHours) {}

  @Needs(Permission.WEBHOOKS_READ)
  @GetMapping(PATH)
  @Wire(answer = Webhook.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int wanted = Paging.limit(limit);
    UUID before = Cursor.read(cursor);
    return exchange.give(
        who,
        jdbc ->
            Paging.page(
                webhooks.list(jdbc, who.tenant(), before, wanted + 1), wanted, Webhook::id));
  }

  @Needs(Permission.WEBHOOKS_READ)
  @GetMapping("/api/v1/webhook-schema")
  @Wire(answer = JsonNode.class)
  ResponseEntity<String> schema() {
    return ResponseEntity.ok(Webhooks.SCHEMA.text());
  }

  @Needs(Permission.WEBHOOKS_READ)
  @GetMapping(ONE)
  @Wire(answer = Webhook.class, etag = true)
  ResponseEntity<String> one(Requester who, @PathVariable String id) {
    UUID webhook = Paging.id(id, WHAT);
    return exchange.giveRevised(who, jdbc -> webhooks.get(jdbc, who.tenant(), webhook).revised());
  }

  @Needs(Permission.WEBHOOKS_WRITE)
  @PostMapping(PATH)
  @Wire(
      body = Wanted.class,
      answer = WithSecret.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    Wanted wanted = webhooks.wanted(body);
    AtomicReference<Webhooks.@Nullable Made> fresh = new AtomicReference<>();
    ResponseEntity<String> answer =
        exchange.make(
            who,
            request,
            body,
            jdbc -> {
              Webhooks.Made made = webhooks.create(jdbc, who, wanted);
              fresh.set(made);
              return new Made(made.webhook().revised(), PATH + "/" + made.webhook().id());
            });
    return withSecret(answer, fresh.get());
  }

  /** What is kept for a request that comes again has no secret in it. */
  private static ResponseEntity<String> withSecret(
      ResponseEntity<String> answer, Webhooks.@Nullable Made fresh) {
    return fresh == null
        ? answer
        : ResponseEntity.status(answer.getStatusCode())
            .headers(answer.getHeaders())
            .body(Documents.text(new WithSecret(fresh.webhook(), fresh.secret())));
  }

  @Needs(Permission.WEBHOOKS_WRITE)
  @PutMapping(ONE)
  @Wire(body = Wanted.class, answer = Webhook.class, etag = true, neededHeaders = "If-Match")
  ResponseEntity<String> replace(Requester who, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    UUID webhook = Paging.id(id, WHAT);
    long seen = Exchange.seen(request);
    exchange.read(who, jdbc -> webhooks.get(jdbc, who.tenant(), webhook));
    Wanted wanted = webhooks.wanted(Exchange.body(request));
    return exchange.giveRevised(
        who, jdbc -> webhooks.replace(jdbc, who, webhook, seen, wanted).revised());
  }

  @Needs(Permission.WEBHOOKS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> delete(
      Requester who, @PathVariable String id, HttpServletRequest request) {
    UUID webhook = Paging.id(id, WHAT);
    long seen = Exchange.seen(request);
    return exchange.remove(who, jdbc -> webhooks.delete(jdbc, who, webhook, seen));
  }

  @Needs(Permission.WEBHOOKS_WRITE)
  @PostMapping(ONE + "/rotate-secret")
  @Wire(answer = WithSecret.class)
  ResponseEntity<String> rotate(
      Requester who,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Rotation rotation) {
    UUID webhook = Paging.id(id, WHAT);
    Integer hours = rotation == null ? null : rotation.overlapHours();
    Duration overlap = Duration.ofHours(hours == null ? DEFAULT_OVERLAP_HOURS : hours);
    return exchange.give(
        who,
        jdbc -> {
          Webhooks.Made made = webhooks.rotate(jdbc, who, webhook, overlap);
          return new WithSecret(made.webhook(), made.secret());
        });
  }
}
