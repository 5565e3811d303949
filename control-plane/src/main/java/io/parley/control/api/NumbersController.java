package io.parley.control.api;

import io.parley.control.agents.Numbers;
import io.parley.control.agents.Numbers.Entry;
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
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/numbers}. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class NumbersController {
  private static final String PATH = "/api/v1/numbers";
  private static final String ONE = PATH + "/{number}";

  private final Resource<Entry, Entry> numbers;

  NumbersController(Exchange exchange, Numbers numbers) {
    this.numbers = new Resource<>(exchange, PATH, numbers, Entry::number, Entry::number);
  }

  @Needs(Permission.NUMBERS_READ)
  @GetMapping(PATH)
  @Wire(answer = Entry.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    return numbers.list(who, limit, cursor);
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
    return numbers.one(who, number);
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
    return numbers.create(who, request);
  }

  @Needs(Permission.NUMBERS_WRITE)
  @PutMapping(ONE)
  @Wire(body = Numbers.Wanted.class, answer = Entry.class, etag = true, neededHeaders = "If-Match")
  ResponseEntity<String> replace(
      Requester who, @PathVariable String number, HttpServletRequest request) throws IOException {
    return numbers.replace(who, number, request);
  }

  @Needs(Permission.NUMBERS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> delete(
      Requester who, @PathVariable String number, HttpServletRequest request) {
    return numbers.remove(who, number, request);
  }
}
