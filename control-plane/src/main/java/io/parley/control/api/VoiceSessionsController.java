package io.parley.control.api;

import io.parley.control.agents.Revised;
import io.parley.control.api.Exchange.Made;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.sessions.SessionAnswer;
import io.parley.control.sessions.SessionDocuments;
import io.parley.control.sessions.VoiceSession;
import io.parley.control.sessions.VoiceSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/voice-sessions}: holding them. Stateless. */
@RestController
@RequestMapping(path = VoiceSessionsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class VoiceSessionsController {
  static final String PATH = "/api/v1/voice-sessions";
  static final String WHAT = "voice session";
  private static final Set<String> STATUSES = Set.of("active", "paused", "ended");

  private final Exchange exchange;
  private final VoiceSessions sessions;

  VoiceSessionsController(Exchange exchange, VoiceSessions sessions) {
    this.exchange = exchange;
    this.sessions = sessions;
  }

  /** What a list can be narrowed to. */
  record Parameters(
      @Nullable String status,
      @Nullable String agent,
      @Nullable String externalUserId,
      @Nullable String createdBy) {}

  @Needs(Permission.VOICE_SESSIONS_READ)
  @GetMapping
  @Wire(answer = VoiceSession.class, page = true, query = Parameters.class)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam Map<String, String> parameters) {
    int wanted = Paging.limit(limit);
    String status = CallFilters.text(parameters, "status");
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.badParameter("status", "one of active, paused, ended");
    }
    VoiceSessions.Filter filter =
        new VoiceSessions.Filter(
            status,
            CallFilters.text(parameters, "agent"),
            CallFilters.text(parameters, "external_user_id"),
            CallFilters.text(parameters, "created_by"),
            Cursor.read(cursor));
    return exchange.give(
        who,
        jdbc ->
            Paging.page(
                sessions.list(jdbc, who.tenant(), filter, wanted + 1), wanted, VoiceSession::id));
  }

  /** The agent's greeting is its first message. */
  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PostMapping
  @Wire(
      body = SessionDocuments.NewSession.class,
      answer = SessionAnswer.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    return begun(who, request, body);
  }

  private ResponseEntity<String> begun(Requester who, HttpServletRequest request, JsonNode body) {
    Optional<ResponseEntity<String>> before = exchange.repeated(who, request, body);
    if (before.isPresent()) {
      return before.get();
    }
    VoiceSessions.Greeted greeted = sessions.greet(who, body);
    return exchange.make(who, request, body, jdbc -> made(sessions.keep(jdbc, who, greeted)));
  }

  private static Made made(SessionAnswer answer) {
    VoiceSession session = answer.session();
    return new Made(new Revised<>(session.revision(), answer), PATH + "/" + session.id());
  }

  /** Goes on with the open session of this user, agent and lesson, or begins one. */
  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PostMapping("/join")
  @Wire(
      body = SessionDocuments.NewSession.class,
      answer = SessionAnswer.class,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> join(Requester who, HttpServletRequest request) throws IOException {
    JsonNode body = Exchange.body(request);
    Optional<SessionAnswer> open = exchange.read(who, jdbc -> sessions.open(jdbc, who, body));
    if (open.isPresent()) {
      SessionAnswer found = open.get();
      return exchange.giveRevised(who, _ -> new Revised<>(found.session().revision(), found));
    }
    ResponseEntity<String> begun = begun(who, request, body);
    return ResponseEntity.ok().headers(begun.getHeaders()).body(begun.getBody());
  }

  @Needs(Permission.VOICE_SESSIONS_READ)
  @GetMapping("/{id}")
  @Wire(answer = VoiceSession.class, etag = true)
  ResponseEntity<String> one(Requester who, @PathVariable String id) {
    UUID session = Paging.id(id, WHAT);
    return given(who, jdbc -> sessions.get(jdbc, who.tenant(), session));
  }

  private ResponseEntity<String> given(Requester who, Function<JdbcTemplate, VoiceSession> work) {
    return exchange.giveRevised(
        who,
        jdbc -> {
          VoiceSession session = work.apply(jdbc);
          return new Revised<>(session.revision(), session);
        });
  }

  /** Title, subject, enrolment, settings and context; what is left out stays. */
  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PatchMapping("/{id}")
  @Wire(body = SessionDocuments.Change.class, answer = VoiceSession.class, etag = true)
  ResponseEntity<String> change(
      Requester who,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request)
      throws IOException {
    UUID session = Paging.id(id, WHAT);
    JsonNode body = Exchange.body(request);
    Long seen = Revisions.wanted(ifMatch, WHAT);
    return given(who, jdbc -> sessions.change(jdbc, who, session, seen, body));
  }

  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PostMapping("/{id}/pause")
  @Wire(answer = VoiceSession.class, etag = true)
  ResponseEntity<String> pause(Requester who, @PathVariable String id) {
    UUID session = Paging.id(id, WHAT);
    return given(who, jdbc -> sessions.pause(jdbc, who, session));
  }

  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PostMapping("/{id}/resume")
  @Wire(answer = VoiceSession.class, etag = true)
  ResponseEntity<String> resume(Requester who, @PathVariable String id) {
    UUID session = Paging.id(id, WHAT);
    return given(who, jdbc -> sessions.resume(jdbc, who, session));
  }

  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PostMapping("/{id}/end")
  @Wire(answer = VoiceSession.class, etag = true)
  ResponseEntity<String> end(Requester who, @PathVariable String id) {
    UUID session = Paging.id(id, WHAT);
    return given(who, jdbc -> sessions.end(jdbc, who, session));
  }

  /** With all that was said in it. */
  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @DeleteMapping("/{id}")
  @Wire(status = 204)
  ResponseEntity<String> delete(Requester who, @PathVariable String id) {
    UUID session = Paging.id(id, WHAT);
    return exchange.remove(who, jdbc -> sessions.delete(jdbc, who, session));
  }
}
