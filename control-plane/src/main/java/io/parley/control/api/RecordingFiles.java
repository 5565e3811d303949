package io.parley.control.api;

import io.parley.control.recordings.Kept;
import io.parley.control.recordings.RecordingLinks;
import io.parley.control.recordings.RecordingLinks.Opened;
import io.parley.control.recordings.RecordingVault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sound of recordings, to whoever has a link; whole or in parts. Stateless. */
@RestController
class RecordingFiles {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingFiles.class);
  private static final int BUFFER_BYTES = 32 << 10;

  private final RecordingVault vault;
  private final RecordingLinks links;

  RecordingFiles(RecordingVault vault, RecordingLinks links) {
    this.vault = vault;
    this.links = links;
  }

  @GetMapping(RecordingLinks.PATH + "{token}/{name}")
  void file(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String download,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Opened opened =
        links
            .open(token)
            .orElseThrow(() ->
                new Problem(
                    HttpStatus.FORBIDDEN,
                    "link-not-valid",
                    "This link is not valid, or not any more: ask the API for a fresh one."));
    Kept kept = vault.get(opened.tenant(), opened.call());
    long size = kept.recording().sizeBytes();
    String etag = "\"" + kept.recording().sha256() + "\"";
    ByteRange range =
        ByteRange.of(request.getHeader("Range"), request.getHeader("If-Range"), etag, size);
    boolean head = request.getMethod().equals("HEAD");
    try (InputStream in = head ? null : open(kept, range)) {
      response.setStatus(range.status());
      response.setHeader("Accept-Ranges", "bytes");
      response.setHeader("ETag", etag);
      if (range.status() != HttpServletResponse.SC_OK) {
        response.setHeader("Content-Range", range.contentRange(size));
      }
      response.setContentType("audio/wav");
      response.setContentLengthLong(range.length());
      response.setHeader(
          "Content-Disposition",
          (download.isEmpty() ? "inline" : "attachment")
              + "; filename=\"parley-%s.wav\"".formatted(opened.call()));
      if (in != null) {
        copy(in, response.getOutputStream());
      }
    }
  }

  private InputStream open(Kept kept, ByteRange range) throws IOException {
    if (range.length() == 0) {
      return InputStream.nullInputStream();
    }
    try {
      return vault.sound(kept, range.from(), range.length());
    } catch (FileNotFoundException e) {
      LOG.error("the recording of {} is not where it was put", kept.recording().callId(), e);
      throw new Problem(HttpStatus.NOT_FOUND, "no-such-recording", "Its file is gone.");
    } catch (IOException e) {
      throw storeAway(e);
    }
  }

  static Problem storeAway(IOException e) {
    LOG.warn("a recording cannot be read now: {}", e.getMessage());
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "store-away",
        "The store of recordings is away; try again later.");
  }

  /** Whoever listens may leave at any time. */
  private static void copy(InputStream in, OutputStream out) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int taken = in.read(buffer); taken >= 0; taken = in.read(buffer)) {
        out.write(buffer, 0, taken);
      }
    } catch (IOException e) {
      LOG.debug("a recording was not fetched to its end", e);
    }
  }
}
