package io.parley.control.sessions;

import io.parley.control.Refusal;
import io.parley.control.journal.Texts;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.session.SessionWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Recordings' jobs in the database. Each method works within one transaction. Stateless. */
final class JobRows {
  private static final String SELECT =
      "SELECT id, session_id, status, attempts, next_attempt_at, error, use_browser_stt, bytes,"
          + " audio_ms, transcript, confidence, stt_provider, created_at, finished_at, spoken_ms,"
          + " took_ms, first_seq, last_seq FROM voice_session_jobs WHERE tenant_id = ?";
  private static final int MOST_WAITING = 50;
  private static final long MOST_WAITING_BYTES = 200L << 20;
  private static final int MOST_ERROR = 500;

  private JobRows() {}

  /**
   * A job as it is kept.
   *
   * @param words what was heard; null before it was
   * @param firstSeq of the messages that came of it; 0 while there are none
   */
  record Kept(AudioJob job, @Nullable SessionWords words, int firstSeq, int lastSeq) {
    AudioJob with(List<SessionMessage> messages) {
      return new AudioJob(
          job.id(),
          job.sessionId(),
          job.status(),
          job.attempts(),
          job.nextAttemptAt(),
          job.error(),
          job.useBrowserStt(),
          job.bytes(),
          job.audioMs(),
          job.transcript(),
          job.confidence(),
          job.sttProvider(),
          job.createdAt(),
          job.finishedAt(),
          messages);
    }
  }

  /** Refuses another recording when as much waits as may. */
  static void requireRoom(JdbcTemplate jdbc, TenantId tenant) {
    jdbc.query(
        "SELECT count(*), coalesce(sum(bytes), 0) FROM voice_session_jobs"
            + " WHERE tenant_id = ? AND status IN ('queued', 'running', 'retrying')",
        row -> {
          if (row.getLong(1) >= MOST_WAITING || row.getLong(2) >= MOST_WAITING_BYTES) {
            throw Refusal.tooOften(
                "too-many-uploads",
                row.getLong(1) + " recordings wait already: send this one when some are answered.",
                Duration.ofSeconds(5));
          }
        },
        tenant.value());
  }

  static void insert(
      JdbcTemplate jdbc, TenantId tenant, UUID session, AudioFolder.Upload upload, Instant now) {
    jdbc.update(
        "INSERT INTO voice_session_jobs (tenant_id, id, session_id, status, bytes, audio_ms,"
            + " created_at, next_attempt_at) VALUES (?, ?, ?, 'queued', ?, ?, ?, ?)",
        tenant.value(),
        upload.id(),
        session,
        upload.bytes(),
        upload.audioMs(),
        Timestamp.from(now),
        Timestamp.from(now));
  }

  static Optional<Kept> find(JdbcTemplate jdbc, TenantId tenant, UUID id, String lock) {
    return jdbc
        .query(SELECT + " AND id = ?" + lock, (row, _) -> kept(row), tenant.value(), id)
        .stream()
        .findFirst();
  }

  /** A session's, the newest first. */
  static List<Kept> list(
      JdbcTemplate jdbc, TenantId tenant, UUID session, @Nullable UUID before, int limit) {
    return before == null
        ? jdbc.query(
            SELECT + " AND session_id = ? ORDER BY id DESC LIMIT ?",
            (row, _) -> kept(row),
            tenant.value(),
            session,
            limit)
        : jdbc.query(
            SELECT + " AND session_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
            (row, _) -> kept(row),
            tenant.value(),
            session,
            before,
            limit);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    Timestamp next = row.getTimestamp(5);
    Timestamp finished = row.getTimestamp(14);
    String transcript = row.getString(10);
    String provider = row.getString(12);
    AudioJob job =
        new AudioJob(
            row.getObject(1, UUID.class),
            row.getObject(2, UUID.class),
            row.getString(3),
            row.getInt(4),
            next == null ? null : next.toInstant(),
            row.getString(6),
            row.getBoolean(7),
            row.getLong(8),
            row.getLong(9),
            transcript,
            row.getObject(11, Double.class),
            provider,
            row.getTimestamp(13).toInstant(),
            finished == null ? null : finished.toInstant(),
            List.of());
    SessionWords words =
        transcript == null || provider == null
            ? null
            : new SessionWords(
                transcript, row.getDouble(11), row.getLong(15), row.getLong(16), provider);
    return new Kept(job, words, row.getInt(17), row.getInt(18));
  }

  /** It is looked at again at {@code at}, and was not tried. */
  static void look(JdbcTemplate jdbc, TenantId tenant, UUID id, Instant at) {
    jdbc.update(
        "UPDATE voice_session_jobs SET next_attempt_at = ? WHERE tenant_id = ? AND id = ?",
        Timestamp.from(at),
        tenant.value(),
        id);
  }

  /** Jobs of all tenants that are due, the longest waiting first. */
  static List<AudioJobs.Ref> due(JdbcTemplate jdbc, Instant now, int limit) {
    return jdbc.query(
        "SELECT tenant_id, id FROM voice_session_jobs WHERE status IN ('queued', 'retrying')"
            + " AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ?",
        (row, _) -> ref(row),
        Timestamp.from(now),
        limit);
  }

  /** Jobs of all tenants that were made before {@code old} and are not over. */
  static List<AudioJobs.Ref> madeBefore(JdbcTemplate jdbc, Instant old) {
    return jdbc.query(
        "SELECT tenant_id, id FROM voice_session_jobs"
            + " WHERE status IN ('queued', 'running', 'retrying') AND created_at < ? LIMIT 500",
        (row, _) -> ref(row),
        Timestamp.from(old));
  }

  private static AudioJobs.Ref ref(ResultSet row) throws SQLException {
    return new AudioJobs.Ref(new TenantId(row.getString(1)), row.getObject(2, UUID.class));
  }

  /** Jobs of all tenants that somebody has begun. */
  static List<AudioJobs.Ref> begun(JdbcTemplate jdbc) {
    return jdbc.query(
        "SELECT tenant_id, id FROM voice_session_jobs WHERE status = 'running'",
        (row, _) -> ref(row));
  }

  /** An attempt begins. */
  static void begin(JdbcTemplate jdbc, TenantId tenant, UUID id) {
    jdbc.update(
        "UPDATE voice_session_jobs SET status = 'running', attempts = attempts + 1,"
            + " next_attempt_at = NULL WHERE tenant_id = ? AND id = ?",
        tenant.value(),
        id);
  }

  static void heard(JdbcTemplate jdbc, TenantId tenant, UUID id, SessionWords words) {
    jdbc.update(
        "UPDATE voice_session_jobs SET transcript = ?, confidence = ?, stt_provider = ?,"
            + " spoken_ms = ?, took_ms = ? WHERE tenant_id = ? AND id = ?",
        Texts.clean(words.text()),
        words.confidence(),
        words.provider(),
        words.spokenMs(),
        words.tookMs(),
        tenant.value(),
        id);
  }

  /**
   * It is tried again.
   *
   * @param counted whether the attempt that ends counts
   */
  static void again(
      JdbcTemplate jdbc, TenantId tenant, UUID id, Instant at, String error, boolean counted) {
    jdbc.update(
        "UPDATE voice_session_jobs SET status = 'retrying', next_attempt_at = ?, error = ?,"
            + " attempts = attempts - ? WHERE tenant_id = ? AND id = ?",
        Timestamp.from(at),
        shown(error),
        counted ? 0 : 1,
        tenant.value(),
        id);
  }

  static void done(JdbcTemplate jdbc, TenantId tenant, UUID id, int first, int last, Instant now) {
    jdbc.update(
        "UPDATE voice_session_jobs SET status = 'done', error = '', first_seq = ?, last_seq = ?,"
            + " finished_at = ?, next_attempt_at = NULL WHERE tenant_id = ? AND id = ?",
        first,
        last,
        Timestamp.from(now),
        tenant.value(),
        id);
  }

  static void fail(
      JdbcTemplate jdbc, TenantId tenant, UUID id, String error, boolean browser, Instant now) {
    jdbc.update(
        "UPDATE voice_session_jobs SET status = 'failed', error = ?, use_browser_stt = ?,"
            + " finished_at = ?, next_attempt_at = NULL WHERE tenant_id = ? AND id = ?",
        shown(error),
        browser,
        Timestamp.from(now),
        tenant.value(),
        id);
  }

  private static String shown(String error) {
    String clean = Texts.clean(error);
    return clean.length() > MOST_ERROR ? clean.substring(0, MOST_ERROR) : clean;
  }
}
