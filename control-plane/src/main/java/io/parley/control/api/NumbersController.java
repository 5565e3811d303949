package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.agents.Numbers;
import io.parley.control.agents.Numbers.Entry;
import io.parley.control.agents.Revised;
import io.parley.control.api.Exchange.Made;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/numbers}. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class NumbersController {
  private static final String PATH = "/api/v1/numbers";
  private static final String ONE = PATH + "/{number}";

  private final Exchange exchange;
  private final Numbers numbers;

  NumbersController(Exchange exchange, Numbers numbers) {
    this.exchange = exchange;
    this.numbers = numbers;
  }

  @Needs(Permission.NUMBERS_READ)
  @GetMapping(PATH)
  @Wire(answer = Entry.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    return exchange.list(
        who,
        limit,
        cursor,
        (jdbc, after, most) -> numbers.list(jdbc, who.tenant(), after, most),
        Entry::number);
  }

  @Needs(Permission.NUMBERS_READ)
  @GetMapping("/api/v1/number-schema")
  @Wire(answer = JsonNode.class)
  ResponseEntity<String> schema() {
    return ResponseEntity.ok(Numbers.SCHEMA.text());
  }

  @Needs(Permission.NUMBERS_READ)
  @GetMapping(ONE)
  @Wire(answer = Entry.class, etag = true)
  ResponseEntity<String> one(Requester who, @PathVariable String number) {
    return exchange.giveRevised(who, jdbc -> revised(numbers.get(jdbc, who.tenant(), number)));
  }

  private static Revised<Entry> revised(Entry entry) {
    return new Revised<>(entry.revision(), entry);
  }

  @Needs(Permission.NUMBERS_WRITE)
  @PostMapping(PATH)
  @Wire(
      body = Numbers.Wanted.class,
      answer = Entry.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    return exchange.make(
        who,
        request,
        body,
        jdbc -> {
          Entry made = numbers.create(jdbc, who, body);
          return new Made(
              revised(made), PATH + "/" + UriUtils.encodePathSegment(made.number(), UTF_8));
        });
  }

  @Needs(Permission.NUMBERS_WRITE)
  @PutMapping(ONE)
  @Wire(body = Numbers.Wanted.class, answer = Entry.class, etag = true, neededHeaders = "If-Match")
  ResponseEntity<String> replace(
      Requester who, @PathVariable String number, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    long seen = Exchange.seen(request);
    return exchange.giveRevised(
        who, jdbc -> revised(numbers.replace(jdbc, who, number, seen, body)));
  }

  @Needs(Permission.NUMBERS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> delete(
      Requester who, @PathVariable String number, HttpServletRequest request) {
    long seen = Exchange.seen(request);
    return exchange.remove(who, jdbc -> numbers.delete(jdbc, who, number, seen));
  }
}
