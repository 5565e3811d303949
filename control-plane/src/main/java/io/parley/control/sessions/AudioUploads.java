package io.parley.control.sessions;

import io.parley.control.Refusal;
import io.parley.control.document.RepeatedRequests;
import io.parley.control.document.RepeatedRequests.Answer;
import io.parley.control.people.Requester;
import io.parley.control.sessions.AudioFolder.Upload;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes recordings of a tenant's sessions and tells what became of them. Safe from any thread. */
public final class AudioUploads {
  private static final String WHAT = "audio job";

  private final TenantTransactions transactions;
  private final AudioFolder folder;
  private final Runnable wake;
  private final InstantSource wall;
  private final RandomGenerator random;

  AudioUploads(
      TenantTransactions transactions,
      AudioFolder folder,
      Runnable wake,
      InstantSource wall,
      RandomGenerator random) {
    this.transactions = transactions;
    this.folder = folder;
    this.wake = wake;
    this.wall = wall;
    this.random = random;
  }

  /**
   * Takes {@code body} as a recording for {@code session}: on disk and in the queue when this
   * returns. {@code key} makes it once however often it comes.
   */
  public Answer take(
      Requester who, UUID session, String key, InputStream body, Function<AudioJob, Answer> answer)
      throws IOException {
    TenantId tenant = who.tenant();
    transactions.in(
        tenant,
        jdbc -> {
          requireUploads(SessionRows.get(jdbc, tenant, session, wall.instant()).session());
          JobRows.requireRoom(jdbc, tenant);
          return true;
        });
    UUID id = CallId.at(wall.millis(), random).value();
    Upload upload = folder.take(id, body);
    boolean[] queued = new boolean[1];
    try {
      var request =
          new RepeatedRequests.Request(key, "POST audio " + session + "\n" + upload.sha256());
      Answer given =
          transactions.in(
              tenant,
              jdbc ->
                  RepeatedRequests.once(
                      jdbc,
                      tenant,
                      request,
                      () -> {
                        Answer made = answer.apply(insert(jdbc, tenant, session, upload));
                        queued[0] = true;
                        return made;
                      }));
      wake.run();
      return given;
    } catch (RuntimeException e) {
      queued[0] = false;
      throw e;
    } finally {
      if (!queued[0]) {
        folder.remove(id);
      }
    }
  }

  private static void requireUploads(VoiceSession session) {
    Turns.requireTurn(session);
    if (session.settings().sttMode().equals("browser")) {
      throw Refusal.conflict(
          "browser-recognises",
          "The session's stt_mode is browser: send what was recognised as text, or change it.");
    }
  }

  private AudioJob insert(JdbcTemplate jdbc, TenantId tenant, UUID session, Upload upload) {
    JobRows.requireRoom(jdbc, tenant);
    JobRows.insert(jdbc, tenant, session, upload, wall.instant());
    return get(jdbc, tenant, session, upload.id());
  }

  /** One job of a session, with what came of it. */
  public AudioJob get(JdbcTemplate jdbc, TenantId tenant, UUID session, UUID id) {
    VoiceSession of = SessionRows.get(jdbc, tenant, session, wall.instant()).session();
    return JobRows.find(jdbc, tenant, id, "")
        .filter(each -> each.job().sessionId().equals(session))
        .map(each -> whole(jdbc, tenant, of, each))
        .orElseThrow(() -> Refusal.missing(WHAT));
  }

  /** A session's jobs, the newest first. */
  public List<AudioJob> list(
      JdbcTemplate jdbc, TenantId tenant, UUID session, @Nullable UUID before, int limit) {
    VoiceSession of = SessionRows.get(jdbc, tenant, session, wall.instant()).session();
    return JobRows.list(jdbc, tenant, session, before, limit).stream()
        .map(each -> whole(jdbc, tenant, of, each))
        .toList();
  }

  private static AudioJob whole(
      JdbcTemplate jdbc, TenantId tenant, VoiceSession session, JobRows.Kept kept) {
    int first = kept.firstSeq();
    return kept.with(
        first == 0
            ? List.of()
            : MessageRows.list(jdbc, tenant, session, first - 1, kept.lastSeq() - first + 1));
  }
}
