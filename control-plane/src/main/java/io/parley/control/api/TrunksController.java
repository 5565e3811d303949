package io.parley.control.api;

import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.telephony.Trunks;
import io.parley.kernel.route.TrunkDefinition;
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

/** {@code /api/v1/trunks}. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class TrunksController {
  private static final String PATH = "/api/v1/trunks";
  private static final String ONE = PATH + "/{name}";

  private final Resource<TrunkDefinition, TrunkDefinition> trunks;

  TrunksController(Exchange exchange, Trunks trunks) {
    this.trunks =
        new Resource<>(exchange, PATH, trunks, TrunkDefinition::name, TrunkDefinition::name);
  }

  @Needs(Permission.TRUNKS_READ)
  @GetMapping(PATH)
  @Wire(answer = TrunkDefinition.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    return trunks.list(who, limit, cursor);
  }

  @Needs(Permission.TRUNKS_READ)
  @GetMapping("/api/v1/trunk-schema")
  @Wire(answer = JsonNode.class)
  ResponseEntity<String> schema() {
    return ResponseEntity.ok(Trunks.SCHEMA.text());
  }

  @Needs(Permission.TRUNKS_READ)
  @GetMapping(ONE)
  @Wire(answer = TrunkDefinition.class, etag = true)
  ResponseEntity<String> one(Requester who, @PathVariable String name) {
    return trunks.one(who, name);
  }

  @Needs(Permission.TRUNKS_WRITE)
  @PostMapping(PATH)
  @Wire(
      body = TrunkDefinition.class,
      answer = TrunkDefinition.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    return trunks.create(who, request);
  }

  @Needs(Permission.TRUNKS_WRITE)
  @PutMapping(ONE)
  @Wire(
      body = TrunkDefinition.class,
      answer = TrunkDefinition.class,
      etag = true,
      neededHeaders = "If-Match")
  ResponseEntity<String> replace(
      Requester who, @PathVariable String name, HttpServletRequest request) throws IOException {
    return trunks.replace(who, name, request);
  }

  @Needs(Permission.TRUNKS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> delete(
      Requester who, @PathVariable String name, HttpServletRequest request) {
    return trunks.remove(who, name, request);
  }
}
