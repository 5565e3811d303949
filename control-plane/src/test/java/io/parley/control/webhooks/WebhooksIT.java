package io.parley.control.webhooks;

import static io.parley.control.webhooks.VerifyScript.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.Facts;
import io.parley.control.RunningPlane;
import io.parley.control.Signals;
import io.parley.control.webhooks.Receiver.Got;
import io.parley.kernel.id.CallId;
import io.parley.kernel.net.Network;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Webhooks from a fact in the journal to a real receiver, whoever of the three is away meanwhile.
 */
class WebhooksIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ALL =
      "\"call.started\",\"call.answered\",\"turn.completed\",\"call.ended\",\"recording.ready\"";
  private static final List<String> WHOLE =
      List.of("call.started", "call.answered", "turn.completed", "turn.completed", "call.ended");
  private static final AtomicReference<Duration> SHIFT = new AtomicReference<>(Duration.ZERO);
  private static final InstantSource WALL =
      () -> InstantSource.system().instant().plus(SHIFT.get());

  @TempDir static Path data;
  @TempDir static Path work;
  private static RunningPlane plane;
  private static Receiver receiver;

  @BeforeAll
  static void start() throws Exception {
    receiver = new Receiver();
    begin();
  }

  private static void begin() throws Exception {
    var config = new WebhookConfig(List.of(Network.of("127.0.0.0/8")), Receiver.QUICK);
    plane = new RunningPlane(data, "", config, WALL);
    plane.awaitDatabase();
  }

  @AfterAll
  static void stop() {
    plane.close();
    receiver.close();
  }

  /** A webhook, gone at the end of a test, so that the next one's calls are its own. */
  private record Hook(String id, String secret, String path) implements AutoCloseable {
    List<Got> taken() {
      return receiver.taken(path);
    }

    List<String> types(CallId call) {
      return taken().stream()
          .filter(got -> got.call().equals(call.toString()))
          .map(Got::type)
          .toList();
    }

    void await(int count) throws Exception {
      Await.until(count + " deliveries", PATIENCE, () -> taken().size() >= count);
    }

    String one() {
      return "/api/v1/webhooks/" + id;
    }

    @Override
    public void close() {
      try {
        plane.send("DELETE", one(), "", "If-Match", "*");
      } catch (Exception e) {
        throw new AssertionError("the webhook cannot be deleted", e);
      }
    }
  }

  private static String document(String url, String events) {
    return "{\"url\": \"%s\", \"events\": [%s]}".formatted(url, events);
  }

  private static Hook hook(String path, String events) throws Exception {
    HttpResponse<String> made =
        plane.send("POST", "/api/v1/webhooks", document(receiver.url(path), events));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode webhook = JSON.readTree(made.body());
    return new Hook(webhook.path("id").asString(), webhook.path("secret").asString(), path);
  }

  private static CallId call(long number) {
    CallId call = Facts.id(1_700_000_000_000L + number * 1_000);
    Facts.wholeCall(plane.journal(), call, "Caller", "hello");
    return call;
  }

  @Test
  void sendsWhatHappensInOrderSignedSoThatOpensslVerifiesIt() throws Exception {
    try (Hook hook = hook("/all", ALL);
        Hook some = hook("/some", "\"call.ended\"")) {
      CallId call = call(1);
      hook.await(5);
      some.await(1);
      assertThat(hook.types(call)).isEqualTo(WHOLE);
      assertThat(some.types(call)).containsExactly("call.ended");
      JsonNode events = hook.taken().get(2).json();
      assertThat(events.path("event_id").asString()).isEqualTo(call + ".3");
      assertThat(events.path("seq").asLong()).isEqualTo(3);
      assertThat(events.path("created_at").asString()).matches("20\\d\\d-.*Z");
      assertThat(events.path("data").path("transcript").get(0).path("text").asString())
          .isEqualTo("Hello.");
      Got got = hook.taken().getFirst();
      assertThat(got.id()).isEqualTo(call + ".1");
      Path body = Files.writeString(work.resolve("body"), got.body());
      assertThat(verify(hook.secret(), got, body, "300")).isZero();
      assertThat(verify(some.secret(), got, body, "300")).isEqualTo(1);
      Path tampered = Files.writeString(work.resolve("tampered"), got.body() + " ");
      assertThat(verify(hook.secret(), got, tampered, "300")).isEqualTo(1);
      Got late = new Got(got.path(), got.id(), "1600000000", got.signature(), got.body());
      assertThat(verify(hook.secret(), late, body, "300")).as("too old").isEqualTo(1);
      assertThat(verify(hook.secret(), late, body, "999999999")).as("another time").isEqualTo(1);
    }
  }

  @Test
  void keepsALogThatCanBeReadAndReplayed() throws Exception {
    try (Hook hook = hook("/log", "\"call.ended\", \"call.started\"")) {
      CallId call = call(2);
      hook.await(2);
      String list = hook.one() + "/deliveries?call_id=" + call;
      Await.until(
          "the log has both",
          PATIENCE,
          () -> plane.get(list + "&status=delivered").path("items").size() == 2);
      JsonNode page = plane.get(list + "&limit=1");
      JsonNode last = page.path("items").get(0);
      assertThat(last.path("type").asString()).isEqualTo("call.ended");
      assertThat(last.path("last").path("http_status").asInt()).isEqualTo(200);
      assertThat(last.path("last").path("excerpt").asString()).isEqualTo("status 200");
      JsonNode first = plane.get(list + "&limit=1&cursor=" + page.path("next_cursor").asString());
      assertThat(first.path("items").get(0).path("type").asString()).isEqualTo("call.started");
      String id = last.path("id").asString();
      HttpResponse<String> again =
          plane.send("POST", hook.one() + "/deliveries/" + id + "/replay", "{}");
      assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
      hook.await(3);
      assertThat(hook.taken().get(2).id()).isEqualTo(hook.taken().get(1).id());
      assertThat(hook.taken().get(2).body()).isEqualTo(hook.taken().get(1).body());
      HttpResponse<String> test = plane.send("POST", hook.one() + "/test", "{}");
      assertThat(test.statusCode()).isEqualTo(201);
      hook.await(4);
      assertThat(hook.taken().get(3).type()).isEqualTo("webhook.test");
      String made = hook.one() + "/deliveries/" + JSON.readTree(test.body()).path("id").asString();
      Await.until(
          "the test is on record", PATIENCE, () -> plane.get(made).path("history").size() == 1);
      assertThat(plane.get(made).path("payload").path("type").asString()).isEqualTo("webhook.test");
      assertThat(plane.send("GET", hook.one() + "/deliveries?status=lost", "").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void twoSecretsSignWhileOneTakesTheOthersPlace() throws Exception {
    try (Hook hook = hook("/rotated", "\"call.ended\"")) {
      HttpResponse<String> rotated =
          plane.send("POST", hook.one() + "/rotate-secret", "{\"overlap_hours\": 1}");
      assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
      String fresh = JSON.readTree(rotated.body()).path("secret").asString();
      call(3);
      hook.await(1);
      Got got = hook.taken().getFirst();
      Path body = Files.writeString(work.resolve("rotated"), got.body());
      assertThat(got.signature().split(" ", -1)).hasSize(2);
      assertThat(verify(hook.secret(), got, body, "300")).isZero();
      assertThat(verify(fresh, got, body, "300")).isZero();
      plane.send("POST", hook.one() + "/rotate-secret", "{\"overlap_hours\": 0}");
      call(4);
      hook.await(2);
      Got after = hook.taken().get(1);
      assertThat(after.signature().split(" ", -1)).hasSize(1);
      Path later = Files.writeString(work.resolve("later"), after.body());
      assertThat(verify(fresh, after, later, "300")).isEqualTo(1);
      assertThat(
              plane
                  .send("POST", hook.one() + "/rotate-secret", "{\"overlap_hours\": 999}")
                  .statusCode())
          .isEqualTo(422);
      String audit = plane.get("/api/v1/audit?subject_type=webhook").toString();
      assertThat(audit).contains("webhook.secret-rotated").doesNotContain("whsec_");
    }
  }

  @Test
  void everythingComesOnceAndInOrderWhenAReceiverThatWasAwayIsBackAlsoAfterARestart()
      throws Exception {
    try (Hook hook = hook("/away", ALL)) {
      receiver.end();
      List<CallId> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(call(100 + i));
      }
      plane.awaitShipped();
      Await.until("it rests", PATIENCE, () -> plane.snapshot().webhooks().rests() > 0);
      assertThat(plane.get(hook.one()).path("failures").asInt()).isPositive();
      plane.close();
      begin();
      for (int i = 0; i < 20; i++) {
        calls.add(call(200 + i));
      }
      plane.awaitShipped();
      assertThat(hook.taken()).isEmpty();
      receiver.begin();
      hook.await(200);
      for (CallId call : calls) {
        assertThat(hook.types(call)).isEqualTo(WHOLE);
      }
      assertThat(hook.taken()).extracting(Got::id).hasSize(200).doesNotHaveDuplicates();
      Await.until(
          "nothing waits",
          PATIENCE,
          () -> plane.get(hook.one() + "/deliveries?status=pending").path("items").isEmpty());
      assertThat(plane.get(hook.one()).path("failures").asInt()).isZero();
    }
  }

  @Test
  void aDatabaseThatIsKilledWhileAReceiverAnswersHasNothingSentTwice() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    AtomicBoolean asked = new AtomicBoolean();
    receiver.answers(_ -> {
      asked.set(true);
      return Receiver.isOver(answers) ? 200 : 500;
    });
    try (Hook hook = hook("/killed", ALL)) {
      CallId call = call(5);
      Await.until("the receiver is asked", PATIENCE, asked::get);
      long restarts = plane.snapshot().database().restarts();
      List<String> pid = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
      Signals.send("KILL", Long.parseLong(pid.getFirst().strip()));
      Await.until(
          "it is brought back", PATIENCE, () -> plane.snapshot().database().restarts() > restarts);
      answers.countDown();
      plane.awaitDatabase();
      hook.await(5);
      assertThat(hook.types(call)).isEqualTo(WHOLE);
    } finally {
      receiver.answers(_ -> 200);
    }
  }

  @Test
  void whatAReceiverDoesNotLikeHoldsUpItsOwnCallOnly() throws Exception {
    AtomicReference<CallId> disliked = new AtomicReference<>();
    receiver.answers(got ->
        got.type().equals("call.answered") && got.call().equals(String.valueOf(disliked.get()))
            ? 422
            : 200);
    try (Hook hook = hook("/disliked", ALL)) {
      CallId first = Facts.id(1_700_000_300_000L);
      disliked.set(first);
      Facts.wholeCall(plane.journal(), first, "Caller", "hello");
      CallId second = call(7);
      Await.until("the other call is through", PATIENCE, () -> hook.types(second).size() == 5);
      Await.until(
          "it is tried again", PATIENCE, () -> receiver.turnedAway("/disliked").size() >= 2);
      assertThat(hook.types(first)).containsExactly("call.started");
      disliked.set(null);
      hook.await(10);
      assertThat(hook.types(first)).isEqualTo(WHOLE);
    } finally {
      receiver.answers(_ -> 200);
    }
  }

  @Test
  void givesUpAfterADayGoesOnWithTheRestAndClearsAwayAfterAWeek() throws Exception {
    receiver.answers(_ -> 400);
    try (Hook hook = hook("/never", "\"call.ended\"")) {
      CallId old = call(8);
      Await.until("it is tried", PATIENCE, () -> !receiver.turnedAway("/never").isEmpty());
      SHIFT.set(Duration.ofHours(25));
      String givenUp = hook.one() + "/deliveries?status=given-up";
      Await.until("it is given up", PATIENCE, () -> plane.get(givenUp).path("items").size() == 1);
      assertThat(plane.get(givenUp).path("items").get(0).path("call_id").asString())
          .isEqualTo(old.toString());
      receiver.answers(_ -> 200);
      CallId next = call(9);
      hook.await(1);
      assertThat(hook.types(next)).containsExactly("call.ended");
      SHIFT.set(Duration.ofDays(9));
      Await.until(
          "it is cleared away",
          PATIENCE,
          () -> plane.get(hook.one() + "/deliveries").path("items").isEmpty());
    } finally {
      SHIFT.set(Duration.ZERO);
      receiver.answers(_ -> 200);
    }
  }

  @Test
  void anInactiveWebhookGetsNothingUntilItIsActiveAgain() throws Exception {
    try (Hook hook = hook("/off", "\"call.ended\"")) {
      HttpResponse<String> stale =
          plane.send("PUT", hook.one(), document(receiver.url("/off"), ALL), "If-Match", "\"7\"");
      assertThat(stale.statusCode()).isEqualTo(412);
      String off =
          document(receiver.url("/off"), "\"call.ended\"").replace("}", ", \"active\": false}");
      HttpResponse<String> changed = plane.send("PUT", hook.one(), off, "If-Match", "\"1\"");
      assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
      assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
      call(10);
      plane.awaitShipped();
      plane.send("PUT", hook.one(), off.replace("false", "true"), "If-Match", "*");
      CallId wanted = call(11);
      hook.await(1);
      assertThat(hook.taken()).extracting(Got::call).containsOnly(wanted.toString());
    }
  }

  @Test
  void refusesTargetsOfTheInsideAndNamesFieldReasonAndRemedy() throws Exception {
    for (String url :
        List.of(
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "https://10.0.0.1/",
            "http://192.0.32.10/")) {
      HttpResponse<String> answer =
          plane.send("POST", "/api/v1/webhooks", document(url, "\"call.ended\""));
      assertThat(answer.statusCode()).as(url).isEqualTo(422);
      assertThat(answer.body()).contains("\"url\"").contains("PARLEY_WEBHOOK_ALLOW");
    }
    HttpResponse<String> event =
        plane.send("POST", "/api/v1/webhooks", document(receiver.url("/"), "\"call.lost\""));
    assertThat(event.statusCode()).isEqualTo(422);
    assertThat(event.body()).contains("events[0]").contains("recording.ready");
  }

  @Test
  void aRepeatedCreateMakesNothingAndTellsNoSecretAndThereIsABound() throws Exception {
    String body = document(receiver.url("/many"), "\"call.ended\"");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          plane.send("POST", "/api/v1/webhooks", body, "Idempotency-Key", "once");
      assertThat(answer.statusCode()).isEqualTo(201);
      JsonNode webhook = JSON.readTree(answer.body());
      made.add(webhook.path("id").asString());
      assertThat(webhook.path("secret").asString("").isEmpty()).isEqualTo(i == 1);
    }
    assertThat(Set.copyOf(made)).hasSize(1);
    while (plane.get("/api/v1/webhooks").path("items").size() < 20) {
      made.add(
          JSON.readTree(plane.send("POST", "/api/v1/webhooks", body).body()).path("id").asString());
    }
    HttpResponse<String> beyond = plane.send("POST", "/api/v1/webhooks", body);
    assertThat(beyond.statusCode()).isEqualTo(409);
    assertThat(beyond.body()).contains("too-many-webhooks");
    for (String id : made) {
      plane.send("DELETE", "/api/v1/webhooks/" + id, "", "If-Match", "*");
    }
    assertThat(plane.get("/api/v1/webhooks").path("items").size()).isZero();
  }
}
