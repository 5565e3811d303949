package io.parley.control.api;

import io.parley.control.agents.Lessons;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.kernel.route.LessonContent;
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

/** {@code /api/v1/lessons}. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class LessonsController {
  private static final String PATH = "/api/v1/lessons";
  private static final String ONE = PATH + "/{name}";

  private final Resource<Lessons.Summary, LessonContent> lessons;

  LessonsController(Exchange exchange, Lessons lessons) {
    this.lessons =
        new Resource<>(exchange, PATH, lessons, Lessons.Summary::name, LessonContent::name);
  }

  @Needs(Permission.LESSONS_READ)
  @GetMapping(PATH)
  @Wire(answer = Lessons.Summary.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    return lessons.list(who, limit, cursor);
  }

  @Needs(Permission.LESSONS_READ)
  @GetMapping("/api/v1/lesson-schema")
  @Wire(answer = JsonNode.class)
  ResponseEntity<String> schema() {
    return ResponseEntity.ok(Lessons.SCHEMA.text());
  }

  @Needs(Permission.LESSONS_READ)
  @GetMapping(ONE)
  @Wire(answer = LessonContent.class, etag = true)
  ResponseEntity<String> one(Requester who, @PathVariable String name) {
    return lessons.one(who, name);
  }

  @Needs(Permission.LESSONS_WRITE)
  @PostMapping(PATH)
  @Wire(
      body = LessonContent.class,
      answer = LessonContent.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    return lessons.create(who, request);
  }

  @Needs(Permission.LESSONS_WRITE)
  @PutMapping(ONE)
  @Wire(
      body = LessonContent.class,
      answer = LessonContent.class,
      etag = true,
      neededHeaders = "If-Match")
  ResponseEntity<String> replace(
      Requester who, @PathVariable String name, HttpServletRequest request) throws IOException {
    return lessons.replace(who, name, request);
  }

  @Needs(Permission.LESSONS_WRITE)
  @DeleteMapping(ONE)
  @Wire(status = 204, neededHeaders = "If-Match")
  ResponseEntity<String> delete(
      Requester who, @PathVariable String name, HttpServletRequest request) {
    return lessons.remove(who, name, request);
  }
}
