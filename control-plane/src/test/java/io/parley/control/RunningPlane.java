package io.parley.control;

import io.parley.control.agents.Directory;
import io.parley.control.postgres.DatabaseConfig;
import io.parley.control.postgres.EmbeddedDatabase.EmbeddedConfig;
import io.parley.control.provider.Providers;
import io.parley.control.recordings.RecordingsConfig;
import io.parley.control.webhooks.WebhookConfig;
import io.parley.kernel.call.CallJournal;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.ModelAccesses;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A control plane as the server runs it, in a folder of the test's, and an HTTP client to it. */
public final class RunningPlane implements AutoCloseable {
  private static final int MOST_ORDERS = 64;
  private static final JsonMapper JSON = new JsonMapper();

  private final ControlPlane plane;
  private final CallJournal journal;
  private final int port;
  private final Path data;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<LiveCalls.LiveCall> up = new CopyOnWriteArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<CallOrder> orders = new CopyOnWriteArrayList<>();
  private final List<CallId> hungUp = new CopyOnWriteArrayList<>();
  private final ScriptedTalk talk = new ScriptedTalk();
  private volatile String refusal = "";

  /** Starts on {@code databaseUrl}, or on an embedded PostgreSQL when that is empty. */
  public RunningPlane(Path data, String databaseUrl) throws ControlFault {
    this(data, databaseUrl, "", WebhookConfig.DEFAULT, InstantSource.system());
  }

  /** The same with keys for secrets. */
  public RunningPlane(Path data, String databaseUrl, String secretsKey) throws ControlFault {
    this(data, databaseUrl, secretsKey, WebhookConfig.DEFAULT, InstantSource.system());
  }

  /** The same with these webhooks, at another time of day. */
  public RunningPlane(Path data, String databaseUrl, WebhookConfig webhooks, InstantSource wall)
      throws ControlFault {
    this(data, databaseUrl, "", webhooks, wall);
  }

  /** One on an embedded PostgreSQL, which is up. */
  public static RunningPlane withDatabase(Path data) throws Exception {
    RunningPlane plane = new RunningPlane(data, "");
    plane.awaitDatabase();
    return plane;
  }

  /** Providers may be on this machine. */
  private RunningPlane(
      Path data, String databaseUrl, String secretsKey, WebhookConfig webhooks, InstantSource wall)
      throws ControlFault {
    this.data = data;
    if (databaseUrl.isEmpty()) {
      PreparedDatabase.into(data);
    }
    Path binaries = Path.of("target/postgres-binaries").toAbsolutePath();
    plane =
        new ControlPlane(
            new ControlConfig(
                data,
                new HttpConfig("127.0.0.1", 0),
                new DatabaseConfig(databaseUrl, new EmbeddedConfig(data, binaries, 0)),
                secretsKey,
                webhooks,
                RecordingsConfig.below(data),
                Providers.networks("127.0.0.0/8")),
            NanoClock.SYSTEM,
            wall);
    journal = plane.start();
    port =
        plane.serve(
            new ControlPorts(
                new TestCalls(),
                () -> refusal,
                () -> "parley_up 1\n",
                notices::add,
                Set.of(),
                talk));
  }

  public CallJournal journal() {
    return journal;
  }

  public ModelAccesses models() {
    return plane.models();
  }

  public Directory directory() {
    return plane.directory();
  }

  /** The file that a start without the database routes calls by; empty before it is written. */
  public String routesOnDisk() throws IOException {
    Path file = data.resolve("routes.json");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Something was left in the spool. */
  public void onRecordingFinished() {
    plane.onRecordingFinished();
  }

  public ControlSnapshot snapshot() {
    return plane.snapshot();
  }

  public LiveCalls liveCalls() {
    return new TestCalls();
  }

  /** From now on a call of {@code tenant} is up. */
  public void putUp(TenantId tenant, CallId call) {
    up.add(
        new LiveCalls.LiveCall(
            tenant, call, "in-progress", "+491701234567", "1000", "tutor@3", Instant.EPOCH));
  }

  /** The lines for who started the process. */
  public List<String> notices() {
    return notices;
  }

  public List<CallId> hungUp() {
    return hungUp;
  }

  /** The orders that calls have taken. */
  public List<CallOrder> orders() {
    return orders;
  }

  /** Holds the sessions' conversations. */
  public ScriptedTalk talk() {
    return talk;
  }

  public void refuse(String reason) {
    refusal = reason;
  }

  public int port() {
    return port;
  }

  public void awaitDatabase() throws Exception {
    Await.until("the database is up", Duration.ofSeconds(90), () -> snapshot().database().isUp());
  }

  public void awaitShipped() throws Exception {
    Await.until(
        "everything is shipped",
        Duration.ofSeconds(60),
        () ->
            isJournalled()
                && snapshot().shipping().shipped() >= snapshot().journal().committed()
                && snapshot().shipping().backlogFacts() == 0
                && !snapshot().shipping().degraded());
  }

  public boolean isJournalled() {
    return snapshot().journal().committed() >= snapshot().journal().taken();
  }

  public String token() throws Exception {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  /** GET with the token. */
  public JsonNode get(String path) throws Exception {
    HttpResponse<String> response =
        send(request(path).header("Authorization", "Bearer " + token()));
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Any method with the token and a JSON body; {@code headers} are names and values in turn. */
  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** The ids of all calls, page by page. */
  public List<String> allIds(int limit) throws Exception {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get("/api/v1/calls?limit=" + limit + "&cursor=" + cursor);
      page.path("items").forEach(item -> ids.add(item.path("id").asString()));
      cursor = page.path("next_cursor").asString("");
    } while (!cursor.isEmpty());
    return ids;
  }

  private final class TestCalls implements LiveCalls {
    @Override
    public List<LiveCall> snapshot() {
      return List.copyOf(up);
    }

    @Override
    public boolean hangUp(CallId call, EndReason reason) {
      return hungUp.add(call);
    }

    @Override
    public Taking order(CallId call, CallOrder order) {
      if (up.stream().noneMatch(each -> each.call().equals(call))) {
        return Taking.GONE;
      }
      if (orders.size() >= MOST_ORDERS) {
        return Taking.FULL;
      }
      orders.add(order);
      return Taking.TAKEN;
    }
  }

  @Override
  public void close() {
    http.close();
    plane.close();
  }
}
