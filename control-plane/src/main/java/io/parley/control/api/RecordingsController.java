package io.parley.control.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parley.control.openapi.Wire;
import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.control.people.Requester;
import io.parley.control.recordings.Kept;
import io.parley.control.recordings.RecordingLinks;
import io.parley.control.recordings.RecordingLinks.RecordingLink;
import io.parley.control.recordings.RecordingVault;
import io.parley.control.recordings.Recordings;
import io.parley.control.recordings.Retention;
import io.parley.control.store.CallRecord;
import io.parley.kernel.id.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recordings: their list, their links, their wave forms and their end. Stateless. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class RecordingsController {
  private static final String LIST = "/api/v1/recordings";
  private static final String SETTINGS = LIST + "/settings";
  private static final String OF_CALL = "/api/v1/calls/{id}/recording";
  private static final int MAX_PEAKS_BYTES = 1 << 20;

  private final Exchange exchange;
  private final RecordingVault vault;
  private final RecordingLinks links;
  private final InstantSource wall;

  RecordingsController(
      Exchange exchange, RecordingVault vault, RecordingLinks links, InstantSource wall) {
    this.exchange = exchange;
    this.vault = vault;
    this.links = links;
    this.wall = wall;
  }

  /** A recording and a link that opens it for a while. */
  record LinkedRecording(@JsonUnwrapped CallRecord.Recording recording, RecordingLink link) {}

  /** One channel of a wave form: the lowest and the highest sample of each stretch of time. */
  record WaveChannel(List<Integer> min, List<Integer> max) {}

  /** The wave form of both sides, the caller first. */
  record WaveForm(int rateHz, long durationMs, long startsMs, List<WaveChannel> channels) {}

  @GetMapping(LIST)
  @Wire(answer = LinkedRecording.class, page = true)
  @Needs(Permission.RECORDINGS_READ)
  ResponseEntity<String> list(
      Requester who,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(defaultValue = "") String cursor) {
    int wanted = Paging.limit(limit);
    var before = Cursor.read(cursor);
    return exchange.give(
        who,
        jdbc ->
            Paging.page(
                Recordings.list(jdbc, who.tenant(), before, wanted + 1).stream()
                    .map(recording -> linked(who.tenant(), recording))
                    .toList(),
                wanted,
                each -> each.recording().callId()));
  }

  @GetMapping(OF_CALL)
  @Wire(answer = LinkedRecording.class)
  @Needs(Permission.RECORDINGS_READ)
  ResponseEntity<String> ofCall(Requester who, @PathVariable String id) {
    var call = CallsController.callId(id);
    return exchange.give(
        who, jdbc -> linked(who.tenant(), Recordings.get(jdbc, who.tenant(), call).recording()));
  }

  private LinkedRecording linked(TenantId tenant, CallRecord.Recording recording) {
    return new LinkedRecording(recording, links.to(tenant, recording.callId()));
  }

  @GetMapping(OF_CALL + "/peaks")
  @Wire(answer = WaveForm.class)
  @Needs(Permission.RECORDINGS_READ)
  ResponseEntity<byte[]> peaks(Requester who, @PathVariable String id) {
    Kept kept = vault.get(who.tenant(), CallsController.callId(id));
    try (InputStream in = vault.peaks(kept)) {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(in.readNBytes(MAX_PEAKS_BYTES));
    } catch (FileNotFoundException _) {
      throw Problem.noSuchCall();
    } catch (IOException e) {
      throw RecordingFiles.storeAway(e);
    }
  }

  /** 204 when it is gone; 202 when its store is away, and it goes when the store is back. */
  @DeleteMapping(OF_CALL)
  @Wire(status = 204)
  @Needs(Permission.RECORDINGS_DELETE)
  ResponseEntity<Void> delete(Requester who, @PathVariable String id) {
    boolean gone = vault.delete(who, CallsController.callId(id));
    return gone ? ResponseEntity.noContent().build() : ResponseEntity.accepted().build();
  }

  @GetMapping(SETTINGS)
  @Wire(answer = Retention.Settings.class, etag = true)
  @Needs(Permission.SETTINGS_READ)
  ResponseEntity<String> settings(Requester who) {
    return exchange.giveRevised(who, jdbc -> Retention.get(jdbc, who.tenant()));
  }

  @PutMapping(SETTINGS)
  @Wire(
      body = Retention.Settings.class,
      answer = Retention.Settings.class,
      etag = true,
      neededHeaders = "If-Match")
  @Needs(Permission.SETTINGS_WRITE)
  ResponseEntity<String> changeSettings(Requester who, HttpServletRequest request)
      throws IOException {
    var body = Exchange.body(request);
    long seen = Exchange.seen(request);
    return exchange.giveRevised(who, jdbc -> Retention.put(jdbc, who, seen, body, wall.instant()));
  }
}
