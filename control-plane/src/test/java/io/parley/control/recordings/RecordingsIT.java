package io.parley.control.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Await;
import io.parley.control.Facts;
import io.parley.control.Refusal;
import io.parley.control.RunningPlane;
import io.parley.control.live.FeedLimits;
import io.parley.control.live.LiveFeed;
import io.parley.control.people.Requester;
import io.parley.control.people.Role;
import io.parley.control.store.FactOutbox;
import io.parley.control.store.TenantTransactions;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.recording.RecordingSpool;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import tools.jackson.databind.JsonNode;

/** From the spool to the store, to whoever has a link, and away: in a folder and in a bucket. */
class RecordingsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path data;
  @TempDir static Path s3Folder;
  private static RunningPlane plane;
  private static S3Server s3;
  private static DataSource owner;

  @BeforeAll
  static void start() throws Exception {
    s3 = S3Server.launch(s3Folder);
    plane = RunningPlane.withDatabase(data);
    owner = TestDatabase.owner(data);
  }

  @AfterAll
  static void stop() throws Exception {
    plane.close();
    s3.close();
  }

  private static byte[] record(CallId call, int ms, int keepDays) throws Exception {
    byte[] sound =
        TestRecordings.leave(data.resolve("recording-spool"), TenantId.DEFAULT, call, ms, keepDays);
    plane.onRecordingFinished();
    Await.until("the recording is on record", PATIENCE, () -> status("GET", path(call)) == 200);
    return sound;
  }

  private static String path(CallId call) {
    return "/api/v1/calls/" + call + "/recording";
  }

  private static int status(String method, String path) {
    try {
      return plane.send(method, path, "").statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<byte[]> fetch(String method, String url, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        plane.request(url).method(method, HttpRequest.BodyPublishers.noBody());
    return HTTP.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void isListedToldAndFetchedByALinkWholeAndInParts() throws Exception {
    CallId call = Facts.id(1_763_600_000_000L);
    Facts.wholeCall(plane.journal(), call, "Alice", "hello");
    plane.awaitShipped();
    byte[] sound = record(call, 1500, 7);
    JsonNode one = plane.get(path(call));
    assertThat(one.path("duration_ms").asLong()).isEqualTo(1500);
    assertThat(one.path("starts_ms").asLong()).isEqualTo(TestRecordings.STARTS_MS);
    assertThat(one.path("size_bytes").asLong()).isEqualTo(sound.length);
    Instant created = Instant.parse(one.path("created_at").asString());
    assertThat(one.path("expires_at").asString())
        .isEqualTo(created.plus(Duration.ofDays(7)).toString());
    assertThat(plane.get("/api/v1/recordings").path("items").toString()).contains(call.toString());
    assertThat(plane.get("/api/v1/calls/" + call).path("recording").path("sha256"))
        .isEqualTo(one.path("sha256"));
    String events =
        plane
            .send(
                plane
                    .request("/api/v1/calls/" + call + "/events")
                    .header("Authorization", "Bearer " + plane.token()))
            .body();
    assertThat(events).containsOnlyOnce("event: recording.ready").doesNotContain("reset");
    assertThat(plane.get(path(call) + "/peaks").path("channels").size()).isEqualTo(2);

    String url = one.path("link").path("url").asString();
    HttpResponse<byte[]> whole = fetch("GET", url);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(sound);
    assertThat(header(whole, "Content-Type")).isEqualTo("audio/wav");
    assertThat(header(whole, "Content-Disposition")).startsWith("inline; filename=");
    assertThat(header(fetch("GET", url + "?download=1"), "Content-Disposition"))
        .startsWith("attachment");
    String tag = header(whole, "ETag");
    HttpResponse<byte[]> part = fetch("GET", url, "Range", "bytes=40-47", "If-Range", tag);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 40-47/" + sound.length);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(sound, 40, 48));
    assertThat(fetch("GET", url, "Range", "bytes=-4").body())
        .isEqualTo(Arrays.copyOfRange(sound, sound.length - 4, sound.length));
    assertThat(fetch("GET", url, "Range", "bytes=0-3", "If-Range", "\"x\"").body())
        .hasSize(sound.length);
    HttpResponse<byte[]> none = fetch("GET", url, "Range", "bytes=" + sound.length + "-");
    assertThat(none.statusCode()).isEqualTo(416);
    assertThat(header(none, "Content-Range")).isEqualTo("bytes */" + sound.length);
    HttpResponse<byte[]> head = fetch("HEAD", url);
    assertThat(header(head, "Content-Length")).isEqualTo("" + sound.length);
    assertThat(head.body()).isEmpty();
    assertThat(fetch("GET", url.replace("/default.", "/other.")).statusCode()).isEqualTo(403);
    assertThat(fetch("DELETE", url).statusCode()).isNotEqualTo(200);
  }

  @Test
  void deletionReallyDeletes() throws Exception {
    CallId call = Facts.id(1_763_700_000_000L);
    record(call, 300, 7);
    String url = plane.get(path(call)).path("link").path("url").asString();
    Path folder = data.resolve("recordings/default/2025-11-21");
    assertThat(folder.resolve(call + ".wav")).exists();
    assertThat(folder.resolve(call + ".peaks.json")).exists();
    assertThat(data.resolve("recording-spool")).isEmptyDirectory();

    assertThat(status("DELETE", path(call))).isEqualTo(204);

    assertThat(folder).doesNotExist();
    assertThat(fetch("GET", url).statusCode()).isEqualTo(404);
    assertThat(status("GET", path(call) + "/peaks")).isEqualTo(404);
    assertThat(status("DELETE", path(call))).isEqualTo(404);
    JsonNode audit = plane.get("/api/v1/audit?subject_type=recording&subject_id=" + call);
    assertThat(audit.path("items").get(0).path("action").asString()).isEqualTo("recording.deleted");
    assertThat(audit.path("items").get(0).path("before").path("duration_ms").asInt())
        .isEqualTo(300);
  }

  @Test
  void isKeptAsLongAsAgentAndOrganisationAllowAndThenDeleted() throws Exception {
    CallId early = Facts.id(1_763_800_000_000L);
    record(early, 200, 400);
    String settings = "/api/v1/recordings/settings";
    assertThat(plane.get(settings).path("max_retention_days").asInt()).isEqualTo(365);
    String wrong =
        plane.send("PUT", settings, "{\"max_retention_days\": 0}", "If-Match", "*").body();
    assertThat(wrong).contains("max_retention_days").contains("3650");
    assertThat(
            plane
                .send("PUT", settings, "{\"max_retention_days\": 2}", "If-Match", "\"1\"")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            plane
                .send("PUT", settings, "{\"max_retention_days\": 3}", "If-Match", "\"1\"")
                .statusCode())
        .isEqualTo(412);
    CallId late = Facts.id(1_763_800_001_000L);
    record(late, 200, 400);
    for (CallId call : new CallId[] {early, late}) {
      JsonNode one = plane.get(path(call));
      assertThat(one.path("expires_at").asString())
          .isEqualTo(
              Instant.parse(one.path("created_at").asString()).plus(Duration.ofDays(2)).toString());
    }
    try (RecordingKeeper keeper =
        keeper(
            new Folders(s3Folder.resolve("a"), data.resolve("recordings")),
            null,
            Duration.ofDays(3))) {
      keeper.start();
      Await.until(
          "both are deleted",
          PATIENCE,
          () -> status("GET", path(early)) == 404 && status("GET", path(late)) == 404);
      Await.until("both are counted", PATIENCE, () -> keeper.state().removed() >= 2);
    }
    assertThat(data.resolve("recordings/default/2025-11-22")).doesNotExist();
    assertThat(plane.get("/api/v1/audit?subject_id=" + early).toString())
        .contains("recording.expired", "retention");
    assertThat(
            plane
                .send("PUT", settings, "{\"max_retention_days\": 365}", "If-Match", "*")
                .statusCode())
        .isEqualTo(200);
  }

  private record Folders(Path spool, Path kept) {}

  /** A keeper beside the plane's, of the same node, {@code ahead} of its time. */
  private static RecordingKeeper keeper(Folders folders, @Nullable S3Config bucket, Duration ahead)
      throws IOException {
    return keeper(folders, bucket, ahead, new TenantTransactions(() -> owner));
  }

  private static RecordingKeeper keeper(
      Folders folders, @Nullable S3Config bucket, Duration ahead, TenantTransactions transactions)
      throws IOException {
    String node = Files.readString(data.resolve("node-id")).strip();
    InstantSource wall = () -> InstantSource.system().instant().plus(ahead);
    return RecordingKeeper.of(
        new RecordingsConfig(folders.spool(), folders.kept(), Duration.ofHours(1), bucket),
        new RecordingKeeper.Register(
            transactions, new LiveFeed(FeedLimits.DEFAULT, 1), FactOutbox.NONE, () -> node),
        new RecordingKeeper.Timing(NanoClock.SYSTEM, wall, Duration.ofMillis(50)));
  }

  @Test
  void waitsForTheDatabaseAndIsOnRecordOnce() throws Exception {
    CallId call = Facts.id(1_763_900_000_000L);
    Path spool = s3Folder.resolve("b");
    TestRecordings.leave(spool, TenantId.DEFAULT, call, 100, 7);
    Files.writeString(new RecordingSpool(spool).note(Facts.id(1_763_900_000_001L)), "nonsense");
    AtomicReference<@Nullable DataSource> pool = new AtomicReference<>();
    Folders folders = new Folders(spool, data.resolve("recordings"));
    try (RecordingKeeper keeper =
        keeper(folders, null, Duration.ZERO, new TenantTransactions(pool::get))) {
      keeper.start();
      Await.until("it waits", PATIENCE, () -> keeper.state().failures() > 0);
      assertThat(keeper.state().waiting()).isEqualTo(1);
      assertThat(keeper.state().detail()).isNotEmpty();
      assertThat(new RecordingSpool(spool).sound(call)).exists();
      pool.set(owner);
      Await.until("it is kept", PATIENCE, () -> keeper.state().kept() == 1);
    }
    assertThat(new RecordingSpool(spool).finished()).isEmpty();
    // As after a crash between the row and the forgetting.
    TestRecordings.leave(spool, TenantId.DEFAULT, call, 100, 7);
    try (RecordingKeeper keeper = keeper(folders, null, Duration.ZERO)) {
      keeper.start();
      Await.until(
          "it is forgotten", PATIENCE, () -> !Files.exists(new RecordingSpool(spool).sound(call)));
      assertThat(keeper.state().kept()).isZero();
    }
    assertThat(status("GET", path(call))).isEqualTo(200);
  }

  @Test
  void isKeptInABucketReadFromItAndDeletedFromItWithAllItsVersions() throws Exception {
    s3.await();
    CallId call = Facts.id(1_764_000_000_000L);
    String key = "default/2025-11-24/" + call + ".wav";
    Path spool = s3Folder.resolve("c");
    byte[] sound = TestRecordings.leave(spool, TenantId.DEFAULT, call, 400_000, 7);
    Folders folders = new Folders(spool, s3Folder.resolve("unused"));
    S3Config nowhere =
        S3Config.of(S3Server.BUCKET, "http://127.0.0.1:9", "us-east-1", "access", "secret");
    try (RecordingKeeper keeper = keeper(folders, nowhere, Duration.ZERO)) {
      keeper.start();
      Await.until("the store is away", PATIENCE, () -> keeper.state().failures() > 0);
    }
    assertThat(new RecordingSpool(spool).finished()).containsExactly(call);
    try (S3Client client = s3.client();
        RecordingKeeper keeper = keeper(folders, s3.config(), Duration.ZERO)) {
      client.putBucketVersioning(b ->
          b.bucket(S3Server.BUCKET)
              .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
      client.createMultipartUpload(b -> b.bucket(S3Server.BUCKET).key(key));
      keeper.start();
      Await.until("it is kept", PATIENCE, () -> keeper.state().kept() == 1);
      assertThat(client.listMultipartUploads(b -> b.bucket(S3Server.BUCKET)).uploads()).isEmpty();
      assertThat(client.headObject(b -> b.bucket(S3Server.BUCKET).key(key)).contentLength())
          .isEqualTo(sound.length);
      RecordingVault vault = keeper.vault();
      Kept kept = vault.get(TenantId.DEFAULT, call.value());
      assertThat(kept.store()).isEqualTo("s3");
      assertThat(vault.sound(kept, 0, sound.length).readAllBytes()).isEqualTo(sound);
      assertThat(vault.sound(kept, 9_000_000, 10).readAllBytes())
          .isEqualTo(Arrays.copyOfRange(sound, 9_000_000, 9_000_010));
      assertThat(vault.peaks(kept).readAllBytes()).startsWith('{').endsWith('}');

      Requester who = Requester.of(TenantId.DEFAULT, "test", Role.OWNER);
      assertThat(vault.delete(who, call.value())).isTrue();

      var left =
          client.listObjectVersions(b -> b.bucket(S3Server.BUCKET).prefix("default/2025-11-24"));
      assertThat(left.versions()).isEmpty();
      assertThat(left.deleteMarkers()).isEmpty();
      assertThatThrownBy(() -> vault.get(TenantId.DEFAULT, call.value()))
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void deletesLaterWhatItsStoreDoesNotDeleteNow() throws Exception {
    s3.await();
    CallId call = Facts.id(1_764_100_000_000L);
    Path spool = s3Folder.resolve("d");
    TestRecordings.leave(spool, TenantId.DEFAULT, call, 200, 7);
    Folders folders = new Folders(spool, s3Folder.resolve("unused"));
    try (RecordingKeeper keeper = keeper(folders, s3.config(), Duration.ZERO)) {
      keeper.start();
      Await.until("it is kept", PATIENCE, () -> keeper.state().kept() == 1);
    }
    // The plane knows no bucket, so its store is away for it.
    assertThat(status("DELETE", path(call))).isEqualTo(202);
    assertThat(status("GET", path(call))).isEqualTo(404);
    try (RecordingKeeper keeper = keeper(folders, s3.config(), Duration.ZERO);
        S3Client client = s3.client()) {
      keeper.start();
      Await.until("it is gone", PATIENCE, () -> keeper.state().removed() == 1);
      assertThat(
              client
                  .listObjectsV2(b -> b.bucket(S3Server.BUCKET).prefix("default/2025-11-25"))
                  .contents())
          .isEmpty();
    }
  }
}
