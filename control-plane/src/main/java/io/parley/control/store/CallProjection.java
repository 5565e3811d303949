package io.parley.control.store;

import io.parley.control.journal.FactCodec;
import io.parley.control.journal.JournalLine;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallFact.TurnLatency;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.media.MediaQuality;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What new facts mean for the record of their calls. Facts of one call come in order; a fact whose
 * call is not on record (its offer was refused by a full journal) makes a bare record first. For
 * one transaction.
 */
final class CallProjection {
  private static final int MAX_WORDS_CHARS = 100_000;

  /**
   * Rows of words are seen by who wants words only; each kept word has its tenant's signs before
   * it.
   */
  private static final String WANT_ANY = "SELECT set_config('app.words', '!said', true)";

  private final JdbcTemplate jdbc;
  private final TenantId tenant;
  private final Map<Statement, List<Object[]>> batches = new EnumMap<>(Statement.class);

  CallProjection(JdbcTemplate jdbc, TenantId tenant) {
    this.jdbc = jdbc;
    this.tenant = tenant;
  }

  /** In the order they are run. */
  private enum Statement {
    CALL(
        "INSERT INTO calls (tenant_id, id, node, status, started_at) VALUES (?, ?, ?, 'ringing', ?)"
            + " ON CONFLICT DO NOTHING"),
    OFFERED(
        "UPDATE calls SET started_at = ?, direction = ?, from_number = ?, from_display = ?,"
            + " to_number = ?, sip_call_id = ?, sip_remote = ?, sip_user_agent = ?, agent = ?,"
            + " agent_version = ? WHERE id = ?"),
    ANSWERED(
        "UPDATE calls SET answered_at = ?, setup_ms = ?, sip_codec = ?,"
            + " status = CASE status WHEN 'ended' THEN status ELSE 'in-progress' END"
            + " WHERE id = ?"),
    ENDED(
        "UPDATE calls SET status = 'ended', ended_at = ?, duration_ms = ?, ended_reason = ?,"
            + " ended_detail = ?, sip_status = ? WHERE id = ?"),
    TURN(
        "INSERT INTO turns (tenant_id, call_id, seq, turn_index, started_ms, interrupted,"
            + " end_of_turn_ms, transcript_ms, first_token_ms, first_audio_ms, on_wire_ms)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
    TRANSCRIPT(
        "INSERT INTO transcript (tenant_id, call_id, seq, line, role, said, heard, interrupted,"
            + " at_ms, ordered_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
    EVENT(
        "INSERT INTO events (tenant_id, call_id, seq, type, at_ms, data)"
            + " VALUES (?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING"),
    DECISION(
        "INSERT INTO decisions (tenant_id, call_id, seq, at_ms, state, decision, inputs)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING"),
    WORDS(
        "INSERT INTO call_words VALUES (?, ?, said_words(?, ?))"
            + " ON CONFLICT (tenant_id, call_id)"
            + " DO UPDATE SET words = call_words.words || excluded.words"),
    STALE_HOUR(
        "INSERT INTO stale_hours SELECT tenant_id, date_trunc('hour', started_at, 'UTC')"
            + " FROM calls WHERE tenant_id = ? AND id = ? ON CONFLICT DO NOTHING"),
    QUALITY(
        "INSERT INTO quality (tenant_id, call_id, seq, codec, packets_received, packets_sent, lost,"
            + " late, duplicate, foreign_source, malformed, concealed_ms, jitter_ms)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private final String sql;

    Statement(String sql) {
      this.sql = sql;
    }
  }

  void apply(List<JournalLine.Entry> facts) {
    for (JournalLine.Entry entry : facts) {
      add(
          Statement.CALL,
          tenant.value(),
          entry.call().value(),
          entry.node(),
          new Timestamp(entry.wallMs()));
      note(entry);
    }
    facts.stream()
        .map(JournalLine.Entry::call)
        .distinct()
        .forEach(call -> add(Statement.STALE_HOUR, tenant.value(), call.value()));
    if (batches.containsKey(Statement.WORDS)) {
      jdbc.query(WANT_ANY, _ -> {});
    }
    batches.forEach((statement, rows) -> jdbc.batchUpdate(statement.sql, rows));
  }

  private void note(JournalLine.Entry entry) {
    switch (entry.fact()) {
      case CallFact.Offered offered -> offered(entry, offered);
      case CallFact.Answered answered ->
          add(
              Statement.ANSWERED,
              new Timestamp(entry.wallMs()),
              answered.setupMs(),
              bounded(answered.codec(), 64),
              entry.call().value());
      case CallFact.TurnCompleted turn -> turn(entry, turn);
      case CallFact.Decided decided ->
          child(
              Statement.DECISION,
              entry,
              decided.atMs(),
              decided.state(),
              decided.decision(),
              body(entry).path("inputs").toString());
      case CallFact.OperatorSaid said -> operatorSaid(entry, said);
      case CallFact.ContextUpdated update -> event(entry, "context", update.atMs());
      case CallFact.ToolCalled tool -> event(entry, "tool", tool.atMs());
      case CallFact.DigitPressed digit -> event(entry, "digit", digit.atMs());
      case CallFact.ProviderUsed used -> event(entry, "provider", used.atMs());
      case CallFact.QualityMeasured measured -> quality(entry, measured.quality());
      case CallFact.RecordingReady _ -> {} // put on record by the keeper of recordings
      case CallFact.Ended ended ->
          add(
              Statement.ENDED,
              new Timestamp(entry.wallMs()),
              ended.durationMs(),
              ended.reason().wireName(),
              bounded(ended.detail(), 1000),
              ended.sipStatus() == 0 ? null : ended.sipStatus(),
              entry.call().value());
    }
  }

  private void offered(JournalLine.Entry entry, CallFact.Offered offered) {
    int at = offered.agent().lastIndexOf('@');
    String version = at < 0 ? "" : offered.agent().substring(at + 1);
    boolean versioned = version.matches("\\d{1,9}");
    add(
        Statement.OFFERED,
        new Timestamp(entry.wallMs()),
        bounded(offered.direction(), 16),
        bounded(offered.from(), 256),
        bounded(offered.displayName(), 256),
        bounded(offered.to(), 256),
        storedSipCallId(offered.sipCallId()),
        bounded(offered.remote(), 256),
        bounded(offered.userAgent(), 256),
        bounded(versioned ? offered.agent().substring(0, at) : offered.agent(), 128),
        versioned ? Integer.valueOf(version) : null,
        entry.call().value());
  }

  private void turn(JournalLine.Entry entry, CallFact.TurnCompleted turn) {
    TurnLatency latency = turn.latency();
    child(
        Statement.TURN,
        entry,
        turn.index(),
        turn.startedMs(),
        turn.interrupted(),
        measured(latency.endOfTurnMs()),
        measured(latency.transcriptMs()),
        measured(latency.firstTokenMs()),
        measured(latency.firstAudioMs()),
        measured(latency.onWireMs()));
    words(entry, turn.said() + ' ' + turn.generated());
    long answeredMs = turn.startedMs() + Math.max(0, latency.onWireMs());
    if (!turn.said().isEmpty()) {
      child(
          Statement.TRANSCRIPT,
          entry,
          0,
          "caller",
          turn.said(),
          null,
          false,
          turn.startedMs(),
          null);
    }
    if (!turn.generated().isEmpty()) {
      child(
          Statement.TRANSCRIPT,
          entry,
          1,
          "agent",
          turn.generated(),
          turn.heard(),
          turn.interrupted(),
          answeredMs,
          null);
    }
  }

  private void operatorSaid(JournalLine.Entry entry, CallFact.OperatorSaid said) {
    words(entry, said.text());
    child(
        Statement.TRANSCRIPT,
        entry,
        1,
        "operator",
        said.text(),
        said.heard(),
        said.interrupted(),
        said.atMs(),
        bounded(said.by(), 128));
  }

  private void words(JournalLine.Entry entry, String said) {
    String words = bounded(said, MAX_WORDS_CHARS);
    add(Statement.WORDS, tenant.value(), entry.call().value(), tenant.value(), words);
  }

  private void quality(JournalLine.Entry entry, MediaQuality quality) {
    child(
        Statement.QUALITY,
        entry,
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

  /** What is particular to an event is its fact without the time, which has its own column. */
  private void event(JournalLine.Entry entry, String type, long atMs) {
    JsonNode body = body(entry);
    if (body instanceof ObjectNode object) {
      object.remove("atMs");
    }
    child(Statement.EVENT, entry, type, atMs, body.toString());
  }

  private static JsonNode body(JournalLine.Entry entry) {
    return FactCodec.body(entry.fact());
  }

  private void child(Statement statement, JournalLine.Entry entry, @Nullable Object... values) {
    @Nullable Object[] row = new Object[values.length + 3];
    row[0] = tenant.value();
    row[1] = entry.call().value();
    row[2] = entry.seq();
    System.arraycopy(values, 0, row, 3, values.length);
    add(statement, row);
  }

  private void add(Statement statement, @Nullable Object... row) {
    batches.computeIfAbsent(statement, _ -> new ArrayList<>()).add(row);
  }

  private static @Nullable Long measured(long ms) {
    return ms < 0 ? null : ms;
  }

  /** The form in which a SIP Call-ID is kept and looked for: an index cannot hold longer ones. */
  static String storedSipCallId(String sipCallId) {
    return bounded(sipCallId, 512);
  }

  private static String bounded(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splits ? maxChars - 1 : maxChars);
  }
}
