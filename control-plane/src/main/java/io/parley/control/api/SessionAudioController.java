package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.document.Documents;
import io.parley.control.document.RepeatedRequests.Answer;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.sessions.AudioJob;
import io.parley.control.sessions.AudioUploads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recordings for voice sessions, and what became of them. Stateless. */
@RestController
@RequestMapping(path = VoiceSessionsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class SessionAudioController {
  private static final Logger LOG = LoggerFactory.getLogger(SessionAudioController.class);
  private static final String JOBS = "/{id}/jobs";
  private static final int REST_BYTES = 256 << 10;

  private final Exchange exchange;
  private final AudioUploads uploads;

  SessionAudioController(Exchange exchange, AudioUploads uploads) {
    this.exchange = exchange;
    this.uploads = uploads;
  }

  /** A WAV file of at most 10 MiB, whole or in chunks; heard and answered by a job. */
  @Needs(Permission.VOICE_SESSIONS_WRITE)
  @PostMapping("/{id}/audio")
  @Wire(bodyMedia = "audio/wav", answer = AudioJob.class, status = 202, headers = "Idempotency-Key")
  ResponseEntity<String> upload(Requester who, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    UUID session = Paging.id(id, VoiceSessionsController.WHAT);
    String key = Objects.requireNonNullElse(request.getHeader("Idempotency-Key"), "");
    InputStream body = request.getInputStream();
    try {
      return Exchange.sent(uploads.take(who, session, key, body, SessionAudioController::taken));
    } catch (Refusal refusal) {
      // A client that still sends hears the answer only when what it sends is read.
      long rest = body.readNBytes(REST_BYTES).length;
      LOG.debug("refused a recording, {} bytes of it unheard: {}", rest, refusal.type());
      throw refusal;
    }
  }

  private static Answer taken(AudioJob job) {
    String location = VoiceSessionsController.PATH + "/" + job.sessionId() + "/jobs/" + job.id();
    return new Answer(202, "", location, Documents.text(job));
  }

  /** The newest first. */
  @Needs(Permission.VOICE_SESSIONS_READ)
  @GetMapping(JOBS)
  @Wire(answer = AudioJob.class, page = true)
  ResponseEntity<String> list(
      Requester who,
      @PathVariable String id,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    UUID session = Paging.id(id, VoiceSessionsController.WHAT);
    int wanted = Paging.limit(limit);
    UUID before = Cursor.read(cursor);
    return exchange.give(
        who,
        jdbc ->
            Paging.page(
                uploads.list(jdbc, who.tenant(), session, before, wanted + 1),
                wanted,
                AudioJob::id));
  }

  @Needs(Permission.VOICE_SESSIONS_READ)
  @GetMapping(JOBS + "/{job}")
  @Wire(answer = AudioJob.class)
  ResponseEntity<String> one(Requester who, @PathVariable String id, @PathVariable String job) {
    UUID session = Paging.id(id, VoiceSessionsController.WHAT);
    UUID wanted = Paging.id(job, "audio job");
    return exchange.give(who, jdbc -> uploads.get(jdbc, who.tenant(), session, wanted));
  }
}
