package io.parley.control.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.RunningPlane;
import io.parley.control.ScriptedTalk;
import io.parley.control.agents.Agents;
import io.parley.control.agents.Seeded;
import io.parley.control.agents.Versions;
import io.parley.control.document.RepeatedRequests.Answer;
import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.control.store.TenantTransactions;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.session.SessionTalk.Outcome;
import io.parley.kernel.session.SessionWords;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Recordings sent to sessions, over HTTP and as the queue runs them. */
class SessionAudioIT {
  private static final byte[] SPEECH = Recordings.tone(16_000, 1, 1_000);
  private static final String GEO = "{\"agent\": \"geo\"}";

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;
  private static SessionApi api;
  private static TenantTransactions transactions;

  @BeforeAll
  static void start() throws Exception {
    plane = RunningPlane.withDatabase(data);
    api = new SessionApi(plane);
    api.makeAgents();
    DataSource owner = TestDatabase.owner(data);
    transactions = new TenantTransactions(() -> owner);
  }

  private static HttpResponse<String> upload(String session, BodyPublisher body, String... headers)
      throws Exception {
    var request =
        plane
            .request(session + "/audio")
            .header("Authorization", "Bearer " + plane.token())
            .header("Content-Type", "audio/wav")
            .POST(body);
    return plane.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> upload(String session, byte[] wav, String... headers)
      throws Exception {
    return upload(session, BodyPublishers.ofByteArray(wav), headers);
  }

  private static BodyPublisher chunked(byte[] wav) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(wav));
  }

  private static JsonNode over(HttpResponse<String> taken) throws Exception {
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    String job = taken.headers().firstValue("Location").orElseThrow();
    Await.until("the job is over", Duration.ofSeconds(20), () -> isOver(job));
    return plane.get(job);
  }

  private static boolean isOver(String job) {
    try {
      return Set.of("done", "failed").contains(plane.get(job).path("status").asString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A recording is removed when its job is over. */
  private static void awaitNoRecordingLeft() throws Exception {
    Await.until(
        "no recording is left",
        Duration.ofSeconds(5),
        () -> {
          String[] names = data.resolve("session-audio").toFile().list();
          return names == null || names.length == 0;
        });
  }

  @Test
  void aRecordingIsHeardAndAnswered() throws Exception {
    String session = api.begin(GEO);
    JsonNode job = over(upload(session, Recordings.tone(44_100, 2, 1_000)));
    assertThat(job.path("status").asString()).isEqualTo("done");
    assertThat(job.path("transcript").asString()).isEqualTo("what is lava");
    assertThat(job.path("confidence").asDouble()).isEqualTo(0.75);
    assertThat(job.path("attempts").asInt()).isEqualTo(1);
    assertThat(job.path("audio_ms").asInt()).isEqualTo(1_000);
    assertThat(job.at("/messages/0/source").asString()).isEqualTo("voice");
    assertThat(job.at("/messages/1/text").asString()).isEqualTo("1: what is lava");
    assertThat(job.at("/messages/1/audio").asString()).endsWith("/messages/3/audio");
    assertThat(over(upload(session, chunked(SPEECH))).path("status").asString()).isEqualTo("done");
    JsonNode now = plane.get(session);
    assertThat(now.at("/totals/voice_messages").asInt()).isEqualTo(2);
    assertThat(now.at("/totals/stt_provider").asString()).isEqualTo("ears");
    JsonNode newest = plane.get(session + "/jobs?limit=1");
    assertThat(newest.path("items")).hasSize(1);
    JsonNode oldest = plane.get(session + "/jobs?cursor=" + newest.path("next_cursor").asString());
    assertThat(oldest.at("/items/0/id")).isEqualTo(job.path("id"));
    awaitNoRecordingLeft();
  }

  @Test
  void nothingIsSaidInSilence() throws Exception {
    String session = api.begin(GEO);
    plane.talk().heard.add(new Outcome.Done<>(new SessionWords("", 0, 0, 20, "ears")));
    JsonNode job = over(upload(session, SPEECH));
    assertThat(job.path("status").asString()).isEqualTo("done");
    assertThat(job.path("transcript").asString()).isEmpty();
    assertThat(job.path("messages")).isEmpty();
    assertThat(plane.get(session).at("/totals/messages").asInt()).isEqualTo(1);
  }

  @Test
  void isTriedAgainAfterTwoSeconds() throws Exception {
    String session = api.begin(GEO);
    plane.talk().heard.add(failure());
    JsonNode job = over(upload(session, SPEECH));
    assertThat(job.path("status").asString()).isEqualTo("done");
    assertThat(job.path("attempts").asInt()).isEqualTo(2);
    assertThat(job.path("error").asString()).isEmpty();
  }

  private static Outcome<SessionWords> failure() {
    return new Outcome.Failed<>(new Fault.Unavailable("the ears fell off", Fault.Retry.LATER));
  }

  @Test
  void refusesWhatIsTooLargeOrNoWavFile() throws Exception {
    String session = api.begin(GEO);
    byte[] tooLarge = Recordings.silence((10 << 20) + 2);
    api.refused(413, "too-large", upload(session, tooLarge));
    api.refused(413, "too-large", upload(session, chunked(tooLarge)));
    api.refused(
        415, "unsupported-audio", upload(session, "OggS is something else".getBytes(UTF_8)));
    HttpResponse<String> json = plane.send("POST", session + "/audio", "{}");
    api.refused(415, "unsupported-audio", json);
    api.refused(
        413,
        "too-large",
        plane.send("POST", session + "/messages", "{\"text\": \"" + "x".repeat(70_000) + "\"}"));
    HttpResponse<String> chunkedText =
        plane.send(
            plane
                .request(session + "/messages")
                .header("Authorization", "Bearer " + plane.token())
                .POST(chunked("{\"text\": \"x\"}".getBytes(UTF_8))));
    assertThat(chunkedText.statusCode()).isEqualTo(411);
    assertThat(plane.get(session + "/jobs").path("items")).isEmpty();
    awaitNoRecordingLeft();
  }

  @Test
  void takesNoRecordingWhereNoneIsHeard() throws Exception {
    String browser = api.begin("{\"settings\": {\"stt_mode\": \"browser\"}}");
    api.refused(409, "browser-recognises", upload(browser, SPEECH));
    String session = api.begin(GEO);
    api.answered(200, "POST", session + "/pause", "");
    api.refused(409, "session-paused", upload(session, SPEECH));
    api.answered(200, "POST", session + "/end", "");
    api.refused(409, "session-ended", upload(session, SPEECH));
    api.refused(
        404, "no-such-voice-session", upload(SessionApi.PATH + "/" + new UUID(1, 1), SPEECH));
    awaitNoRecordingLeft();
  }

  @Test
  void hearsTheSameUploadOnceForTheSameKey() throws Exception {
    String session = api.begin(GEO);
    HttpResponse<String> first = upload(session, SPEECH, "Idempotency-Key", "audio-1");
    HttpResponse<String> again = upload(session, SPEECH, "Idempotency-Key", "audio-1");
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    over(first);
    assertThat(plane.get(session + "/jobs").path("items")).hasSize(1);
    api.refused(
        409,
        "idempotency-key-reused",
        upload(session, Recordings.tone(8_000, 1, 500), "Idempotency-Key", "audio-1"));
    awaitNoRecordingLeft();
  }

  @Test
  void letsATenantHaveFiftyWaiting() throws Exception {
    String session = api.begin(GEO);
    UUID id = id(session);
    transactions.in(
        TenantId.DEFAULT,
        jdbc ->
            jdbc.update(
                "INSERT INTO voice_session_jobs (tenant_id, id, session_id, status, bytes,"
                    + " audio_ms, created_at) SELECT 'default', gen_random_uuid(), ?, 'queued', 1,"
                    + " 1, now() FROM generate_series(1, 50)",
                id));
    HttpResponse<String> refused = upload(session, SPEECH);
    api.refused(429, "too-many-uploads", refused);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(plane.send("DELETE", session, "").statusCode()).isEqualTo(204);
    over(upload(api.begin(GEO), SPEECH));
  }

  private static UUID id(String session) {
    return UUID.fromString(session.substring(session.lastIndexOf('/') + 1));
  }

  /** The queue's side, with a clock and ears of the test's. */
  private static final class Desk {
    final ScriptedTalk talk = new ScriptedTalk();
    final AudioFolder folder = new AudioFolder(data.resolve("desk"), this::now);
    final AudioJobs jobs = new AudioJobs(transactions, folder, this::now);
    final AudioUploads uploads;
    Instant now = Instant.now();

    Desk() {
      Agents agents = new Agents(Seeded.with(Set.of()));
      SessionAgents found = new SessionAgents(agents, new Versions(agents), Seeded.with(Set.of()));
      jobs.open(new Turns(transactions, found, talk, this::now));
      uploads = new AudioUploads(transactions, folder, () -> {}, this::now, new java.util.Random());
    }

    Instant now() {
      return now;
    }

    String take(String session) throws Exception {
      Answer taken =
          uploads.take(
              Requester.of(TenantId.DEFAULT, "test", Role.OWNER),
              id(session),
              "",
              new ByteArrayInputStream(SPEECH),
              job -> new Answer(202, "", job.id().toString(), ""));
      return "default/" + taken.location();
    }

    AudioJob job(String session) {
      return transactions
          .in(TenantId.DEFAULT, jdbc -> uploads.list(jdbc, TenantId.DEFAULT, id(session), null, 1))
          .getFirst();
    }
  }

  @Test
  void pausesTwiceAsLongAfterEachFailureAndGivesUpAfterThree() throws Exception {
    String session = api.begin(GEO);
    Desk desk = new Desk();
    String instance = desk.take(session);
    desk.talk.heard.addAll(List.of(failure(), failure(), failure()));
    assertThat(desk.jobs.run(instance)).isEqualTo(desk.now.plusSeconds(2));
    AudioJob waiting = desk.job(session);
    assertThat(waiting.status()).isEqualTo(AudioJob.RETRYING);
    assertThat(waiting.error()).isEqualTo("the ears fell off");
    desk.now = desk.now.plusSeconds(2);
    assertThat(desk.jobs.run(instance)).isEqualTo(desk.now.plusSeconds(4));
    desk.now = desk.now.plusSeconds(4);
    assertThat(desk.jobs.run(instance)).isNull();
    AudioJob failed = desk.job(session);
    assertThat(failed.status()).isEqualTo(AudioJob.FAILED);
    assertThat(failed.attempts()).isEqualTo(3);
    assertThat(failed.useBrowserStt()).isTrue();
    assertThat(desk.jobs.run(instance)).isNull();
    assertThat(desk.talk.recordings).hasSize(3);
    assertThat(desk.folder.has(AudioJobs.Ref.of(instance).id())).isFalse();
  }

  @Test
  void givesUpAtOnceWhenTryingAgainChangesNothing() throws Exception {
    String session = api.begin("{\"settings\": {\"stt_mode\": \"server\"}}");
    Desk desk = new Desk();
    String instance = desk.take(session);
    desk.talk.heard.add(new Outcome.Failed<>(new Fault.Refused("no such agent")));
    assertThat(desk.jobs.run(instance)).isNull();
    assertThat(desk.job(session).status()).isEqualTo(AudioJob.FAILED);
    assertThat(desk.job(session).useBrowserStt()).isFalse();
  }

  @Test
  void doesNotHearAgainWhatWasHeardWhenTheAnswerFails() throws Exception {
    String session = api.begin(GEO);
    Desk desk = new Desk();
    String instance = desk.take(session);
    desk.talk.heard.add(new Outcome.Done<>(new SessionWords("break", 0.9, 900, 10, "ears")));
    assertThat(desk.jobs.run(instance)).isEqualTo(desk.now.plusSeconds(2));
    assertThat(desk.job(session).transcript()).isEqualTo("break");
    desk.now = desk.now.plusSeconds(2);
    desk.jobs.run(instance);
    assertThat(desk.talk.recordings).hasSize(1);
    assertThat(desk.jobs.failures()).isEqualTo(2);
  }

  @Test
  void goesOnWithWhatAProcessThatEndedHadBegun() throws Exception {
    String session = api.begin(GEO);
    String instance = new Desk().take(session);
    String begun = "UPDATE voice_session_jobs SET status = 'running', attempts = ? WHERE id = ?";
    UUID id = AudioJobs.Ref.of(instance).id();
    transactions.in(TenantId.DEFAULT, jdbc -> jdbc.update(begun, 1, id));
    Desk fresh = new Desk();
    assertThat(fresh.jobs.run(instance)).isNull();
    assertThat(fresh.job(session).status()).isEqualTo(AudioJob.DONE);
    String crashing = new Desk().take(session);
    UUID third = AudioJobs.Ref.of(crashing).id();
    transactions.in(TenantId.DEFAULT, jdbc -> jdbc.update(begun, 3, third));
    assertThat(new Desk().jobs.run(crashing)).isNull();
    assertThat(new Desk().job(session).error()).contains("the server stopped");
  }

  @Test
  void waitsForAPausedSessionAndLeavesOneThatEnded() throws Exception {
    String session = api.begin(GEO);
    Desk desk = new Desk();
    String instance = desk.take(session);
    api.answered(200, "POST", session + "/pause", "");
    assertThat(desk.jobs.run(instance)).isEqualTo(desk.now.plusSeconds(5));
    api.answered(200, "POST", session + "/end", "");
    assertThat(desk.jobs.run(instance)).isNull();
    assertThat(desk.job(session).error()).contains("ended");
    assertThat(desk.folder.has(AudioJobs.Ref.of(instance).id())).isFalse();
    assertThat(desk.jobs.run("default/" + new UUID(2, 2))).isNull();
  }
}
