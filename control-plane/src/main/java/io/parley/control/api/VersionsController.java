package io.parley.control.api;

import io.parley.control.agents.Revised;
import io.parley.control.agents.Versions;
import io.parley.control.agents.Versions.Version;
import io.parley.control.api.Exchange.Made;
import io.parley.control.document.Differences;
import io.parley.control.document.InvalidDocument;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /api/v1/agents/{id}/versions}, publishing and going back. Stateless. */
@RestController
@RequestMapping(path = AgentsController.ONE, produces = MediaType.APPLICATION_JSON_VALUE)
class VersionsController {
  private static final int MAX_NOTE = 1_000;

  private final Exchange exchange;
  private final Versions versions;

  VersionsController(Exchange exchange, Versions versions) {
    this.exchange = exchange;
    this.versions = versions;
  }

  /** The draft becomes a version; the body may be left out. */
  record Publication(@Nullable String note) {}

  /** An old version becomes the latest one again. */
  record RollBack(int version, @Nullable String note) {}

  /** What changed between two versions. */
  record Diff(String from, String to, List<Differences.Change> changes) {}

  @Needs(Permission.AGENTS_READ)
  @GetMapping("/versions")
  @Wire(answer = Version.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @PathVariable String id,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    int wanted = Paging.limit(limit);
    int before = cursor.isEmpty() ? Integer.MAX_VALUE : number("cursor", cursor);
    return exchange.give(
        who,
        jdbc ->
            Paging.pageByName(
                versions.list(jdbc, who.tenant(), id, before, wanted + 1),
                wanted,
                version -> String.valueOf(version.version())));
  }

  @Needs(Permission.AGENTS_READ)
  @GetMapping("/versions/{version}")
  @Wire(answer = Version.class)
  ResponseEntity<String> one(Requester who, @PathVariable String id, @PathVariable String version) {
    int number = number("version", version);
    return exchange.give(who, jdbc -> versions.get(jdbc, who.tenant(), id, number));
  }

  @Needs(Permission.AGENTS_READ)
  @GetMapping("/diff")
  @Wire(answer = Diff.class)
  ResponseEntity<String> diff(
      Requester who,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = Versions.DRAFT) String to) {
    for (String which : List.of(from, to)) {
      if (!which.equals(Versions.DRAFT)) {
        var _ = number(which.equals(from) ? "from" : "to", which);
      }
    }
    return exchange.give(
        who, jdbc -> new Diff(from, to, versions.between(jdbc, who.tenant(), id, from, to)));
  }

  /** If-Match may name the draft that was seen. */
  @Needs(Permission.AGENTS_PUBLISH)
  @PostMapping("/publish")
  @Wire(
      body = Publication.class,
      answer = Version.class,
      status = 201,
      headers = {"If-Match", "Idempotency-Key"})
  ResponseEntity<String> publish(Requester who, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    JsonNode body = order(request);
    long seen = request.getHeader("If-Match") == null ? Revised.ANY : Exchange.seen(request);
    return exchange.make(
        who, request, body, jdbc -> made(id, versions.publish(jdbc, who, id, seen, note(body))));
  }

  @Needs(Permission.AGENTS_PUBLISH)
  @PostMapping("/rollback")
  @Wire(body = RollBack.class, answer = Version.class, status = 201, headers = "Idempotency-Key")
  ResponseEntity<String> rollBack(
      Requester who, @PathVariable String id, HttpServletRequest request) throws IOException {
    JsonNode body = order(request);
    JsonNode version = body.path("version");
    if (!version.isInt() || version.asInt() < 1) {
      throw new InvalidDocument("version", "is no version", "give the number of an old version");
    }
    return exchange.make(
        who,
        request,
        body,
        jdbc -> made(id, versions.rollBack(jdbc, who, id, version.asInt(), note(body))));
  }

  private static JsonNode order(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() <= 0 || request.getContentType() == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode body = Exchange.body(request);
    if (!body.isObject()) {
      throw new InvalidDocument("", "is not an entry with fields", "send {\"note\": \"…\"}");
    }
    return body;
  }

  private static Made made(String id, Version version) {
    return new Made(
        new Revised<>(Revised.ANY, version),
        AgentsController.PATH + "/" + id + "/versions/" + version.version());
  }

  private static String note(JsonNode body) {
    String note = body.path("note").asString("").strip();
    if (note.length() > MAX_NOTE || note.indexOf('\0') >= 0) {
      throw new InvalidDocument(
          "note", "is longer than " + MAX_NOTE + " characters", "say it shorter");
    }
    return note;
  }

  private static int number(String name, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw Problem.badParameter(name, "the number of a version");
    }
    return Integer.parseInt(value);
  }
}
