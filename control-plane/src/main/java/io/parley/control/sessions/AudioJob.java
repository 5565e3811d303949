package io.parley.control.sessions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recording on its way to an answer, as the API gives it.
 *
 * @param status {@code queued}, {@code running}, {@code retrying}, {@code done} or {@code failed}
 * @param attempts how often it was tried
 * @param error why the last attempt failed; empty when none did
 * @param useBrowserStt whether the client should recognise speech itself and send text
 * @param transcript what was understood; null while nothing was
 * @param messages what was said and answered, once it is done; empty when nothing was said
 */
public record AudioJob(
    UUID id,
    UUID sessionId,
    String status,
    int attempts,
    @Nullable Instant nextAttemptAt,
    String error,
    boolean useBrowserStt,
    long bytes,
    long audioMs,
    @Nullable String transcript,
    @Nullable Double confidence,
    @Nullable String sttProvider,
    Instant createdAt,
    @Nullable Instant finishedAt,
    List<SessionMessage> messages) {
  static final String QUEUED = "queued";
  static final String RUNNING = "running";
  static final String RETRYING = "retrying";
  static final String DONE = "done";
  static final String FAILED = "failed";

  /** Copies the messages. */
  public AudioJob {
    messages = List.copyOf(messages);
  }

  boolean isOver() {
    return status.equals(DONE) || status.equals(FAILED);
  }
}
