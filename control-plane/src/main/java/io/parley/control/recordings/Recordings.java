package io.parley.control.recordings;

import io.parley.control.Refusal;
import io.parley.control.document.Documents;
import io.parley.control.journal.FactCodec;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.control.recordings.RecordingStore.Place;
import io.parley.control.store.CallRecord;
import io.parley.control.store.RecordingRows;
import io.parley.kernel.call.CallFact.RecordingReady;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.recording.RecordingNote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A tenant's recordings. Each method works within one transaction of the tenant. Stateless. */
public final class Recordings {
  static final String WHAT = "recording";

  private static final String COLUMNS =
      RecordingRows.COLUMNS
          + ", node, store, sound_key, sound_version, peaks_key, peaks_version,"
          + " deleted_at IS NOT NULL";
  private static final String INSERT =
      "INSERT INTO recordings (call_id, duration_ms, starts_ms, size_bytes, rate_hz, channels,"
          + " sha256, created_at, expires_at, node, store, sound_key, sound_version, peaks_key,"
          + " peaks_version, keep_days, tenant_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String INSERT_FACT =
      "INSERT INTO facts (tenant_id, node, call_id, seq, at, kind, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING";

  private Recordings() {}

  /** What was made of a file, and where it was put. */
  record Stored(Measurement sound, String node, String store, Place soundAt, Place peaksAt) {}

  /**
   * Puts a recording on record, with the fact that tells of it; empty when it was there. Who else
   * is to be told is told in the same transaction, by the keeper.
   */
  static Optional<RecordingReady> insert(
      JdbcTemplate jdbc, RecordingNote note, Stored stored, Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MILLIS);
    int keepDays = Math.min(note.keepDays(), Retention.maxDays(jdbc, note.tenant()));
    Instant expiresAt = now.plus(Duration.ofDays(keepDays));
    Measurement sound = stored.sound();
    RecordingReady ready =
        new RecordingReady(
            note.startsMs(),
            sound.durationMs(note.rateHz()),
            sound.sizeBytes(),
            note.rateHz(),
            sound.channels(),
            sound.sha256(),
            now.toEpochMilli(),
            expiresAt.toEpochMilli());
    int made =
        jdbc.update(
            INSERT,
            note.call().value(),
            ready.durationMs(),
            ready.startsMs(),
            ready.sizeBytes(),
            ready.rateHz(),
            ready.channels(),
            ready.sha256(),
            Timestamp.from(now),
            Timestamp.from(expiresAt),
            stored.node(),
            stored.store(),
            stored.soundAt().key(),
            stored.soundAt().version(),
            stored.peaksAt().key(),
            stored.peaksAt().version(),
            note.keepDays(),
            note.tenant().value());
    if (made == 0) {
      return Optional.empty();
    }
    jdbc.update(
        INSERT_FACT,
        note.tenant().value(),
        stored.node(),
        note.call().value(),
        RecordingReady.SEQ,
        Timestamp.from(now),
        FactCodec.kind(ready),
        FactCodec.body(ready).toString());
    return Optional.of(ready);
  }

  /** The newest calls' recordings that come after {@code before}. */
  public static List<CallRecord.Recording> list(
      JdbcTemplate jdbc, TenantId tenant, @Nullable UUID before, int limit) {
    List<Object> values = new ArrayList<>(List.of(tenant.value()));
    String after = "";
    if (before != null) {
      after = " AND call_id < ?";
      values.add(before);
    }
    values.add(limit);
    return jdbc.query(
        "SELECT "
            + RecordingRows.COLUMNS
            + " FROM recordings WHERE tenant_id = ? AND deleted_at IS NULL"
            + after
            + " ORDER BY call_id DESC LIMIT ?",
        (row, _) -> RecordingRows.read(row),
        values.toArray());
  }

  /** The recording of {@code call}; refused when there is none, or none any more. */
  public static Kept get(JdbcTemplate jdbc, TenantId tenant, UUID call) {
    return find(jdbc, tenant, call, "").orElseThrow(() -> Refusal.missing(WHAT));
  }

  private static Optional<Kept> find(JdbcTemplate jdbc, TenantId tenant, UUID call, String lock) {
    return jdbc
        .query(
            "SELECT "
                + COLUMNS
                + " FROM recordings WHERE tenant_id = ? AND call_id = ? AND deleted_at IS NULL"
                + lock,
            (row, _) -> kept(row),
            tenant.value(),
            call)
        .stream()
        .findFirst();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        RecordingRows.read(row),
        row.getString(10),
        row.getString(11),
        new Place(row.getString(12), row.getString(13)),
        new Place(row.getString(14), row.getString(15)),
        row.getBoolean(16));
  }

  /** From now on nobody sees it; what was is in the audit log. */
  static Kept mark(JdbcTemplate jdbc, Requester who, UUID call, Instant now) {
    Kept kept =
        find(jdbc, who.tenant(), call, " FOR UPDATE").orElseThrow(() -> Refusal.missing(WHAT));
    jdbc.update(
        "UPDATE recordings SET deleted_at = ? WHERE tenant_id = ? AND call_id = ?",
        Timestamp.from(now),
        who.tenant().value(),
        call);
    String action = who.actor().equals(Retention.ACTOR) ? "recording.expired" : "recording.deleted";
    AuditLog.record(
        jdbc, who, action, WHAT, call.toString(), Documents.text(kept.recording()), null);
    return kept;
  }

  /** Its objects are gone, so it goes too. */
  static void remove(JdbcTemplate jdbc, TenantId tenant, UUID call) {
    jdbc.update(
        "DELETE FROM recordings WHERE tenant_id = ? AND call_id = ? AND deleted_at IS NOT NULL",
        tenant.value(),
        call);
  }

  /** A recording whose time is over, or that somebody deleted. */
  record Due(TenantId tenant, Kept kept) {}

  /**
   * What is to be deleted now, of all tenants, as far as this node can; within a transaction that
   * reads the directory.
   */
  static List<Due> due(
      JdbcTemplate jdbc, String node, List<String> stores, Instant now, int limit) {
    String reachable =
        " AND (store <> 'folder' OR node = ?) AND store = ANY (?) ORDER BY 1 LIMIT ?";
    String[] names = stores.toArray(String[]::new);
    List<Due> due = new ArrayList<>();
    String select = "SELECT " + COLUMNS + ", tenant_id FROM recordings WHERE ";
    due.addAll(
        jdbc.query(
            select + "deleted_at IS NOT NULL" + reachable,
            (row, _) -> new Due(new TenantId(row.getString(17)), kept(row)),
            node,
            names,
            limit));
    due.addAll(
        jdbc.query(
            select + "deleted_at IS NULL AND expires_at <= ?" + reachable,
            (row, _) -> new Due(new TenantId(row.getString(17)), kept(row)),
            Timestamp.from(now),
            node,
            names,
            limit));
    return due;
  }
}
