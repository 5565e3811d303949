package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.agents.Revised;
import io.parley.control.api.Exchange.Made;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.sessions.SessionAnswer;
import io.parley.control.sessions.SessionDocuments;
import io.parley.control.sessions.SessionMessage;
import io.parley.control.sessions.SessionStatistics;
import io.parley.control.sessions.SessionStatistics.UserSessions;
import io.parley.control.sessions.VoiceSessions;
import io.parley.kernel.audio.Wav;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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

/** What is said in voice sessions, and what users' sessions come to. Stateless. */
@RestController
@RequestMapping(path = VoiceSessionsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class SessionMessagesController {
  private static final String MESSAGES = "/{id}/messages";
  private static final Instant ALWAYS = Instant.parse("2200-01-01T00:00:00Z");

  private final Exchange exchange;
  private final VoiceSessions sessions;

  SessionMessagesController(Exchange exchange, VoiceSessions sessions) {
    this.exchange = exchange;
    this.sessions = sessions;
  }

  /** Oldest first. */
  @Needs(Permission.VOICE_SESSIONS_READ)
  @GetMapping(MESSAGES)
  @Wire(answer = SessionMessage.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @PathVariable String id,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    UUID session = Paging.id(id, VoiceSessionsController.WHAT);
    int wanted = Paging.limit(limit);
    int after = cursor.isEmpty() ? 0 : seq("cursor", cursor);
    return exchange.give(
        who,
        jdbc ->
            Paging.pageByName(
                sessions.messages(jdbc, who.tenant(), session, after, wanted + 1),
                wanted,
                message -> String.valueOf(message.seq())));
  }

  private static int seq(String name, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw Problem.badParameter(name, "the number of a message");
    }
    return Integer.parseInt(value);
  }

  /** Says something, and waits for the answer. */
  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PostMapping(MESSAGES)
  @Wire(
      body = SessionDocuments.NewMessage.class,
      answer = SessionAnswer.class,
      status = 201,
      etag = true,
      headers = "Idempotency-Key")
  ResponseEntity<String> say(Requester who, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    UUID session = Paging.id(id, VoiceSessionsController.WHAT);
    JsonNode body = Exchange.body(request);
    Optional<ResponseEntity<String>> before = exchange.repeated(who, request, body);
    if (before.isPresent()) {
      return before.get();
    }
    return sessions.say(
        who,
        session,
        body,
        keep -> exchange.make(who, request, body, jdbc -> made(keep.apply(jdbc))));
  }

  private static Made made(SessionAnswer answer) {
    String path = VoiceSessionsController.PATH + "/" + answer.session().id() + "/messages";
    String last =
        answer.messages().isEmpty() ? "" : "?cursor=" + (answer.messages().getFirst().seq() - 1);
    return new Made(
        new Revised<>(answer.session().revision(), answer),
        last.endsWith("=0") ? path : path + last);
  }

  /** What the agent said, in the session's voice and at its speed; made when it is asked for. */
  @Needs(Permission.VOICE_SESSIONS_READ)
  @GetMapping(path = MESSAGES + "/{seq}/audio", produces = MediaType.ALL_VALUE)
  @Wire(media = "audio/wav")
  void audio(
      Requester who,
      @PathVariable String id,
      @PathVariable String seq,
      HttpServletResponse response)
      throws IOException {
    UUID session = Paging.id(id, VoiceSessionsController.WHAT);
    byte[] wav = Wav.bytes(sessions.speech(who, session, seq("seq", seq)));
    response.setContentType("audio/wav");
    response.setContentLength(wav.length);
    response.getOutputStream().write(wav);
  }

  /** Whose sessions a report is about; without times all of them count. */
  record ReportParameters(@Nullable String user, @Nullable Instant from, @Nullable Instant to) {}

  @Needs(Permission.VOICE_SESSIONS_READ)
  @GetMapping("/statistics")
  @Wire(answer = UserSessions.class, page = true, query = ReportParameters.class)
  ResponseEntity<String> statistics(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam Map<String, String> parameters) {
    int wanted = Paging.limit(limit);
    SessionStatistics.Filter filter =
        new SessionStatistics.Filter(
            Objects.requireNonNullElse(CallFilters.time(parameters, "from"), Instant.EPOCH),
            Objects.requireNonNullElse(CallFilters.time(parameters, "to"), ALWAYS),
            CallFilters.text(parameters, "user"),
            user(cursor));
    return exchange.give(
        who,
        jdbc ->
            Paging.pageByName(
                SessionStatistics.report(jdbc, who.tenant(), filter, wanted + 1),
                wanted,
                last -> Base64.getUrlEncoder().encodeToString(last.user().getBytes(UTF_8))));
  }

  /** Where a list of users goes on: the last name of the page before. */
  private static String user(String cursor) {
    try {
      String user = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      if (user.indexOf('\0') < 0) {
        return user;
      }
    } catch (IllegalArgumentException _) {
      throw Problem.badParameter("cursor", "the next_cursor of the page before");
    }
    throw Problem.badParameter("cursor", "the next_cursor of the page before");
  }
}
