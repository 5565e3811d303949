package io.parley.control.sessions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation without a telephone, as the API gives it.
 *
 * @param mode {@code voice} or {@code playground}
 * @param status {@code active}, {@code paused} or {@code ended}
 * @param agentVersion null when a draft runs
 * @param draftRevision the draft's at the last turn; null when a published version runs
 * @param lesson what is taught
 * @param createdBy who holds it: {@code user:<id>} or {@code key:<id>}
 * @param processing whether a turn is under way
 */
public record VoiceSession(
    UUID id,
    String mode,
    String status,
    String agent,
    @Nullable Integer agentVersion,
    @Nullable Long draftRevision,
    String lesson,
    String title,
    String subject,
    String enrolment,
    String externalUserId,
    String createdBy,
    Settings settings,
    Context context,
    boolean processing,
    Totals totals,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String endedReason,
    Instant lastActivityAt,
    long revision) {
  static final String PLAYGROUND = "playground";
  static final String ACTIVE = "active";
  static final String PAUSED = "paused";
  static final String ENDED = "ended";

  /**
   * How it is held.
   *
   * @param sttMode {@code auto}, {@code browser} or {@code server}
   * @param autoSpeak whether a client reads replies aloud by itself
   * @param speed 0.5 to 2
   */
  public record Settings(
      String sttMode,
      boolean ttsEnabled,
      boolean autoSpeak,
      String language,
      String voice,
      double speed) {}

  /** What is known of the learner and where he stands. */
  public record Context(String topic, String level, String phase, List<String> learningGoals) {
    /** Copies the goals. */
    public Context {
      learningGoals = List.copyOf(learningGoals);
    }
  }

  /**
   * What it has come to.
   *
   * @param durationMs from its beginning to its last activity, without its pauses
   * @param tokens a language model took and gave
   * @param averageResponseMs null while nothing was answered
   * @param sttProvider who recognised speech last; null when nobody has
   */
  public record Totals(
      int messages,
      int voiceMessages,
      int textMessages,
      long durationMs,
      long tokens,
      @Nullable Long averageResponseMs,
      @Nullable String sttProvider) {}

  boolean isPlayground() {
    return mode.equals(PLAYGROUND);
  }
}
