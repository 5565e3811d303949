package io.parley.control.store;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is on record about one call, as the API gives it (names in snake case). Durations are in
 * milliseconds; {@code atMs} counts from the offer.
 */
public record CallRecord(
    @JsonUnwrapped Summary call,
    @Nullable Quality quality,
    List<Line> transcript,
    List<Turn> turns,
    List<ToolCall> toolCalls,
    List<Event> events,
    List<Decision> decisions,
    @Nullable Recording recording) {

  /**
   * The call itself; all that a list shows.
   *
   * @param rating by the caller, 1 to 5; null when there is none
   */
  public record Summary(
      UUID id,
      String direction,
      String status,
      String from,
      String fromDisplay,
      String to,
      String agent,
      @Nullable Integer agentVersion,
      Sip sip,
      Instant startedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt,
      @Nullable Long durationMs,
      @Nullable String endedReason,
      @Nullable String endedDetail,
      @Nullable Long setupMs,
      @Nullable Integer rating,
      @Nullable String ratingComment) {}

  /** What SIP says about it. */
  public record Sip(
      String callId, String remote, String userAgent, String codec, @Nullable Integer status) {}

  /**
   * One side's words.
   *
   * @param role caller, agent, or operator: what somebody had the agent say
   * @param heard the part of the agent's that was played
   * @param by who ordered it; null when nobody did
   */
  public record Line(
      String role,
      String text,
      @Nullable String heard,
      boolean interrupted,
      long atMs,
      @Nullable String by) {}

  /**
   * A tool the responder used, at its place in the transcript by {@code atMs}.
   *
   * @param turn index of the turn
   * @param arguments JSON
   */
  public record ToolCall(long atMs, int turn, String name, String arguments, String result) {}

  /** One turn and where its time went. */
  public record Turn(int index, long startedMs, boolean interrupted, Latency latency) {}

  /** Milliseconds from the end of the caller's speech; null where a stage did not run. */
  public record Latency(
      @Nullable Long endOfTurnMs,
      @Nullable Long transcriptMs,
      @Nullable Long firstTokenMs,
      @Nullable Long firstAudioMs,
      @Nullable Long onWireMs) {}

  /** Something that happened; {@code data} is a JSON object. */
  public record Event(String type, long atMs, @JsonRawValue String data) {}

  /** What the turn engine decided; {@code inputs} is a JSON object. */
  public record Decision(long atMs, String state, String decision, @JsonRawValue String inputs) {}

  /**
   * Both sides of the call as a file.
   *
   * @param startsMs when its first sample was played, on the clock of {@code atMs}
   * @param expiresAt when it is deleted
   */
  public record Recording(
      UUID callId,
      long durationMs,
      long startsMs,
      long sizeBytes,
      int rateHz,
      int channels,
      String sha256,
      Instant createdAt,
      Instant expiresAt) {}

  /** How the media of its leg went. */
  public record Quality(
      String codec,
      long packetsReceived,
      long packetsSent,
      long lost,
      long late,
      long duplicate,
      long foreign,
      long malformed,
      long concealedMs,
      double jitterMs) {}
}
