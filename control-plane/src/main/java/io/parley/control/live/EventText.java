package io.parley.control.live;

import io.parley.control.document.Documents;
import io.parley.control.journal.FactCodec;
import io.parley.control.journal.JournalLine;
import io.parley.control.journal.Texts;
import io.parley.control.store.CallRecord;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallFact.TurnLatency;
import io.parley.kernel.call.SpokenWords;
import io.parley.kernel.media.MediaQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts as events on the wire: a stable name, and JSON of the API's own parts. Stateless. */
public final class EventText {
  private EventText() {}

  /** What every event is; its id is the same wherever and however often it is told. */
  private record Envelope(
      String type, String eventId, UUID callId, long seq, Instant at, Object data) {}

  /** What is being said has neither id nor number: nothing is missed without it. */
  private record Passing(String type, UUID callId, Instant at, Words data) {}

  private record Words(long atMs, List<SpokenWords.Line> transcript) {}

  private record Started(
      String direction,
      String from,
      String fromDisplay,
      String to,
      String agent,
      @Nullable Integer agentVersion,
      StartedSip sip) {}

  private record StartedSip(String callId, String remote, String userAgent) {}

  private record Answered(long setupMs, String codec) {}

  private record Turn(
      int index,
      long startedMs,
      boolean interrupted,
      CallRecord.Latency latency,
      List<CallRecord.Line> transcript) {}

  private record OperatorSaid(List<CallRecord.Line> transcript) {}

  private record Context(long atMs, Map<String, String> changes, String by) {}

  private record Digit(long atMs, String digit) {}

  private record Provider(long atMs, String stage, String provider, String outcome, long tookMs) {}

  private record Ended(
      long durationMs, String endedReason, String endedDetail, @Nullable Integer sipStatus) {}

  /** The name of {@link LiveWords}. */
  public static final String WORDS = "words.spoken";

  /** The event's name. */
  public static String type(CallFact fact) {
    return switch (fact) {
      case CallFact.Offered _ -> "call.started";
      case CallFact.Answered _ -> "call.answered";
      case CallFact.TurnCompleted _ -> "turn.completed";
      case CallFact.Decided _ -> "turn.decided";
      case CallFact.OperatorSaid _ -> "operator.said";
      case CallFact.ContextUpdated _ -> "context.updated";
      case CallFact.ToolCalled _ -> "tool.called";
      case CallFact.DigitPressed _ -> "digit.pressed";
      case CallFact.ProviderUsed _ -> "provider.used";
      case CallFact.QualityMeasured _ -> "quality.measured";
      case CallFact.RecordingReady _ -> "recording.ready";
      case CallFact.Ended _ -> "call.ended";
    };
  }

  /** The event as one line of JSON. */
  public static String json(JournalLine.Entry entry) {
    return Documents.text(
        new Envelope(
            type(entry.fact()),
            id(entry),
            entry.call().value(),
            entry.seq(),
            Instant.ofEpochMilli(entry.wallMs()),
            data(entry)));
  }

  /** What is being said as one line of JSON. */
  public static String json(LiveWords words) {
    List<SpokenWords.Line> lines =
        words.words().lines().stream()
            .map(line -> new SpokenWords.Line(line.role(), Texts.clean(line.text())))
            .toList();
    return Documents.text(
        new Passing(
            WORDS,
            words.call().value(),
            Instant.ofEpochMilli(words.wallMs()),
            new Words(words.words().atMs(), lines)));
  }

  /** The event's id: the same wherever and however often it is told. */
  public static String id(JournalLine.Entry entry) {
    return entry.call() + "." + entry.seq();
  }

  /** What is particular to the event, made of the API's own parts. */
  public static Object data(JournalLine.Entry entry) {
    return data(entry, FactCodec.clean(entry.fact()));
  }

  private static Object data(JournalLine.Entry entry, CallFact fact) {
    return switch (fact) {
      case CallFact.Offered offered -> started(offered);
      case CallFact.Answered answered -> new Answered(answered.setupMs(), answered.codec());
      case CallFact.TurnCompleted turn -> turn(turn);
      case CallFact.Decided decided ->
          new CallRecord.Decision(
              decided.atMs(),
              decided.state(),
              decided.decision(),
              Documents.text(decided.inputs()));
      case CallFact.OperatorSaid said -> new OperatorSaid(List.of(line(said)));
      case CallFact.ContextUpdated update ->
          new Context(update.atMs(), update.changes(), update.by());
      case CallFact.ToolCalled tool ->
          new CallRecord.ToolCall(
              tool.atMs(), tool.turn(), tool.name(), tool.arguments(), tool.result());
      case CallFact.DigitPressed digit -> new Digit(digit.atMs(), digit.digit());
      case CallFact.ProviderUsed used ->
          new Provider(used.atMs(), used.stage(), used.provider(), used.outcome(), used.tookMs());
      case CallFact.QualityMeasured measured -> quality(measured.quality());
      case CallFact.RecordingReady ready -> recording(entry, ready);
      case CallFact.Ended ended ->
          new Ended(
              ended.durationMs(),
              ended.reason().wireName(),
              ended.detail(),
              ended.sipStatus() == 0 ? null : ended.sipStatus());
    };
  }

  private static CallRecord.Recording recording(
      JournalLine.Entry entry, CallFact.RecordingReady ready) {
    return new CallRecord.Recording(
        entry.call().value(),
        ready.durationMs(),
        ready.startsMs(),
        ready.sizeBytes(),
        ready.rateHz(),
        ready.channels(),
        ready.sha256(),
        Instant.ofEpochMilli(ready.createdAtMs()),
        Instant.ofEpochMilli(ready.expiresAtMs()));
  }

  private static Started started(CallFact.Offered offered) {
    int at = offered.agent().lastIndexOf('@');
    String version = at < 0 ? "" : offered.agent().substring(at + 1);
    boolean versioned = version.matches("\\d{1,9}");
    return new Started(
        offered.direction(),
        offered.from(),
        offered.displayName(),
        offered.to(),
        versioned ? offered.agent().substring(0, at) : offered.agent(),
        versioned ? Integer.valueOf(version) : null,
        new StartedSip(offered.sipCallId(), offered.remote(), offered.userAgent()));
  }

  private static CallRecord.Line line(CallFact.OperatorSaid said) {
    return new CallRecord.Line(
        "operator", said.text(), said.heard(), said.interrupted(), said.atMs(), said.by());
  }

  private static Turn turn(CallFact.TurnCompleted turn) {
    TurnLatency latency = turn.latency();
    List<CallRecord.Line> lines = new ArrayList<>(2);
    if (!turn.said().isEmpty()) {
      lines.add(new CallRecord.Line("caller", turn.said(), null, false, turn.startedMs(), null));
    }
    if (!turn.generated().isEmpty()) {
      long atMs = turn.startedMs() + Math.max(0, latency.onWireMs());
      lines.add(
          new CallRecord.Line(
              "agent", turn.generated(), turn.heard(), turn.interrupted(), atMs, null));
    }
    return new Turn(
        turn.index(),
        turn.startedMs(),
        turn.interrupted(),
        new CallRecord.Latency(
            measured(latency.endOfTurnMs()),
            measured(latency.transcriptMs()),
            measured(latency.firstTokenMs()),
            measured(latency.firstAudioMs()),
            measured(latency.onWireMs())),
        lines);
  }

  private static @Nullable Long measured(long ms) {
    return ms < 0 ? null : ms;
  }

  private static CallRecord.Quality quality(MediaQuality quality) {
    return new CallRecord.Quality(
        quality.codec(),
        quality.packetsReceived(),
        quality.packetsSent(),
        quality.lost(),
        quality.late(),
        quality.duplicate(),
        quality.foreign(),
        quality.malformed(),
        quality.concealedMs(),
        quality.jitterMs());
  }
}
