package io.parley.control.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.RunningPlane;
import io.parley.control.store.TenantTransactions;
import io.parley.control.store.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Voice sessions over HTTP, on conversations of the test's. */
class VoiceSessionsIT {
  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;
  private static SessionApi api;

  @BeforeAll
  static void start() throws Exception {
    plane = RunningPlane.withDatabase(data);
    api = new SessionApi(plane);
    api.makeAgents();
  }

  @Test
  void greetsAnswersAndAddsUp() throws Exception {
    JsonNode begun =
        api.made(
            SessionApi.PATH,
            "{\"agent\": \"geo\", \"title\": \"Rocks\", \"subject\": \"Geology\","
                + " \"enrolment\": \"https://school.example/e/7\","
                + " \"external_user_id\": \"pupil-1\"}");
    JsonNode session = begun.path("session");
    assertThat(session.path("agent_version").asInt()).isEqualTo(1);
    assertThat(session.path("mode").asString()).isEqualTo("voice");
    assertThat(session.path("created_by").asString()).isEqualTo("admin-token");
    assertThat(session.at("/settings/stt_mode").asString()).isEqualTo("auto");
    assertThat(session.at("/settings/speed").asDouble()).isEqualTo(1.0);
    assertThat(begun.at("/messages/0/text").asString()).isEqualTo("Hello, I am geo.");
    assertThat(begun.path("trace").isNull()).isTrue();
    String path = SessionApi.PATH + "/" + session.path("id").asString();
    JsonNode answer = api.say(path, "what is lava");
    assertThat(answer.at("/messages/0/role").asString()).isEqualTo("user");
    assertThat(answer.at("/messages/1/text").asString()).isEqualTo("1: what is lava");
    assertThat(answer.at("/messages/1/should_speak").asBoolean()).isTrue();
    api.made(
        path + "/messages", "{\"text\": \"and snow\", \"source\": \"voice\", \"confidence\": 0.6}");
    JsonNode now = plane.get(path);
    assertThat(now.at("/totals/messages").asInt()).isEqualTo(5);
    assertThat(now.at("/totals/text_messages").asInt()).isEqualTo(1);
    assertThat(now.at("/totals/voice_messages").asInt()).isEqualTo(1);
    assertThat(now.at("/totals/tokens").asInt()).isEqualTo(30);
    assertThat(now.at("/totals/average_response_ms").asInt()).isEqualTo(7);
    assertThat(now.at("/totals/stt_provider").asString()).isEqualTo("browser");
    assertThat(now.path("lesson").asString()).isEqualTo("lava");
    assertThat(now.path("enrolment").asString()).isEqualTo("https://school.example/e/7");
  }

  @Test
  void givesWhatWasSaidPageByPageAndAsAudio() throws Exception {
    String path = api.begin("{\"agent\": \"geo\", \"settings\": {\"speed\": 2}}");
    api.say(path, "one");
    api.say(path, "two");
    JsonNode first = plane.get(path + "/messages?limit=2");
    assertThat(first.path("items")).hasSize(2);
    JsonNode rest = plane.get(path + "/messages?cursor=" + first.path("next_cursor").asString());
    assertThat(rest.at("/items/0/seq").asInt()).isEqualTo(3);
    assertThat(rest.path("items")).hasSize(3);
    String audio = first.at("/items/0/audio").asString();
    HttpResponse<byte[]> wav =
        HttpClient.newHttpClient()
            .send(
                plane.request(audio).header("Authorization", "Bearer " + plane.token()).build(),
                BodyHandlers.ofByteArray());
    assertThat(wav.headers().firstValue("Content-Type")).hasValue("audio/wav");
    assertThat(wav.body()).hasSize(44 + 2 * 8_000).startsWith('R', 'I', 'F', 'F');
    assertThat(plane.send("GET", path + "/messages/2/audio", "").statusCode()).isEqualTo(404);
    api.answered(200, "PATCH", path, "{\"settings\": {\"tts_enabled\": false}}");
    api.refused(409, "speech-is-off", plane.send("GET", audio, ""));
    assertThat(plane.get(path + "/messages").at("/items/0/audio").isNull()).isTrue();
  }

  @Test
  void triesADraftAndTellsWhy() throws Exception {
    api.refused(
        422, "invalid-document", plane.send("POST", SessionApi.PATH, "{\"agent\": \"new\"}"));
    JsonNode begun = api.made(SessionApi.PATH, "{\"agent\": \"new\", \"mode\": \"playground\"}");
    assertThat(begun.at("/session/agent_version").isNull()).isTrue();
    assertThat(begun.at("/session/draft_revision").asInt()).isEqualTo(1);
    assertThat(begun.at("/trace/answered_by").asString()).isEqualTo("tutor");
    String path = SessionApi.PATH + "/" + begun.at("/session/id").asString();
    HttpResponse<String> draft =
        plane.send(
            "PUT",
            "/api/v1/agents/new/draft",
            "{\"name\": \"Newer\", \"lesson\": \"snow\"}",
            "If-Match",
            "*");
    assertThat(draft.statusCode()).isEqualTo(200);
    JsonNode answer = api.say(path, "hello");
    assertThat(answer.at("/session/draft_revision").asInt()).isEqualTo(2);
    assertThat(answer.at("/trace/decisions/0/decision").asString()).isEqualTo("end-of-turn");
    assertThat(answer.at("/trace/decisions/0/inputs/words").asString()).isEqualTo("3");
    assertThat(answer.at("/trace/lesson/rule").asString()).isEqualTo("explain.point");
    assertThat(answer.at("/trace/stages/end_of_turn_ms").asInt()).isEqualTo(350);
    assertThat(answer.at("/trace/stages/on_wire_ms").isNull()).isTrue();
    var asked = plane.talk().asked.getLast();
    assertThat(asked.agent().version()).isZero();
    assertThat(asked.lessonName()).isEqualTo("snow");
    assertThat(asked.lesson()).isNotNull();
  }

  @Test
  void namesALessonOrNothing() throws Exception {
    JsonNode tutor = api.made(SessionApi.PATH, "{}");
    assertThat(tutor.at("/session/agent").asString()).isEqualTo("tutor");
    api.begin("{\"agent\": \"geo\", \"lesson\": \"snow\"}");
    assertThat(plane.talk().asked.getLast().lessonName()).isEqualTo("snow");
    for (String wrong :
        List.of(
            "{\"lesson\": \"none\"}",
            "{\"agent\": \"none\"}",
            "{\"agent\": \"geo\", \"version\": 9}",
            "{\"settings\": {\"voice\": \"elvis\"}}",
            "{\"settings\": {\"language\": \"de-DE\"}}",
            "{\"settings\": {\"speed\": 9}}",
            "{\"settings\": {\"stt_mode\": \"ears\"}}",
            "{\"context\": {\"learning_goals\": \"one\"}}",
            "{\"surprise\": 1}",
            "[]")) {
      JsonNode problem =
          api.refused(422, "invalid-document", plane.send("POST", SessionApi.PATH, wrong));
      assertThat(problem.at("/errors/0/reason").asString()).as(wrong).isNotBlank();
      assertThat(problem.at("/errors/0/remedy").asString()).as(wrong).isNotBlank();
    }
    api.begin(
        "{\"settings\": {\"language\": \"de-DE\", \"stt_mode\": \"browser\","
            + " \"tts_enabled\": false}}");
  }

  @Test
  void tellsTheAgentWhatBecameKnown() throws Exception {
    String path = api.begin("{\"agent\": \"geo\", \"context\": {\"topic\": \"lava\"}}");
    String tag = plane.send("GET", path, "").headers().firstValue("ETag").orElseThrow();
    String change =
        "{\"title\": \"New\", \"context\": {\"level\": \"beginner\","
            + " \"learning_goals\": [\"name three rocks\", \"why\"]}}";
    assertThat(plane.send("PATCH", path, change, "If-Match", tag).statusCode()).isEqualTo(200);
    api.refused(412, "outdated", plane.send("PATCH", path, change, "If-Match", tag));
    api.say(path, "go on");
    var asked = plane.talk().asked.getLast();
    assertThat(asked.context().topic()).isEqualTo("lava");
    assertThat(asked.context().learningGoals()).containsExactly("name three rocks", "why");
    assertThat(asked.values())
        .containsEntry("level", "beginner")
        .containsEntry("learning_goals", "name three rocks; why");
    JsonNode problem =
        api.refused(422, "invalid-document", plane.send("PATCH", path, "{\"agent\": \"tutor\"}"));
    assertThat(problem.at("/errors/0/field").asString()).isEqualTo("agent");
  }

  @Test
  void restsGoesOnAndEnds() throws Exception {
    String path = api.begin("{\"agent\": \"geo\"}");
    assertThat(api.answered(200, "POST", path + "/pause", "").path("status").asString())
        .isEqualTo("paused");
    api.refused(
        409, "session-paused", plane.send("POST", path + "/messages", "{\"text\": \"hello\"}"));
    api.answered(200, "POST", path + "/pause", "");
    assertThat(api.answered(200, "POST", path + "/resume", "").path("status").asString())
        .isEqualTo("active");
    api.say(path, "hello");
    JsonNode ended = api.answered(200, "POST", path + "/end", "");
    assertThat(ended.path("ended_reason").asString()).isEqualTo("caller-hangup");
    JsonNode bye = api.say(api.begin("{\"agent\": \"geo\"}"), "goodbye");
    assertThat(bye.at("/session/ended_reason").asString()).isEqualTo("agent-hangup");
    assertThat(api.answered(200, "POST", path + "/end", "").path("revision").asInt())
        .isEqualTo(ended.path("revision").asInt());
    for (String order : List.of("/pause", "/resume")) {
      api.refused(409, "session-ended", plane.send("POST", path + order, ""));
    }
    api.refused(409, "session-ended", plane.send("PATCH", path, "{\"title\": \"late\"}"));
    api.refused(409, "session-ended", plane.send("POST", path + "/messages", "{\"text\": \"x\"}"));
    assertThat(plane.send("DELETE", path, "").statusCode()).isEqualTo(204);
    api.refused(404, "no-such-voice-session", plane.send("GET", path, ""));
    JsonNode audit =
        plane.get("/api/v1/audit?subject_type=voice-session&subject_id=" + path.substring(23));
    assertThat(audit.path("items").valueStream().map(item -> item.path("action").asString()))
        .containsExactly(
            "voice-session.deleted",
            "voice-session.ended",
            "voice-session.resumed",
            "voice-session.paused",
            "voice-session.began");
  }

  @Test
  void joinsTheOpenSessionOfTheSameLearnerAgentAndLesson() throws Exception {
    String wanted = "{\"agent\": \"geo\", \"external_user_id\": \"joiner\"}";
    String first =
        api.answered(200, "POST", SessionApi.PATH + "/join", wanted).at("/session/id").asString();
    api.say(SessionApi.PATH + "/" + first, "hello");
    JsonNode again = api.answered(200, "POST", SessionApi.PATH + "/join", wanted);
    assertThat(again.at("/session/id").asString()).isEqualTo(first);
    assertThat(again.path("messages")).hasSize(3);
    String other = "{\"agent\": \"geo\", \"external_user_id\": \"somebody\"}";
    assertThat(
            api.answered(200, "POST", SessionApi.PATH + "/join", other)
                .at("/session/id")
                .asString())
        .isNotEqualTo(first);
    api.answered(200, "POST", SessionApi.PATH + "/" + first + "/end", "");
    assertThat(
            api.answered(200, "POST", SessionApi.PATH + "/join", wanted)
                .at("/session/id")
                .asString())
        .isNotEqualTo(first);
  }

  @Test
  void makesNothingTwiceForTheSameKey() throws Exception {
    String[] key = {"Idempotency-Key", "once-1"};
    String first =
        api.made(SessionApi.PATH, "{\"agent\": \"geo\"}", key).at("/session/id").asString();
    int asked = plane.talk().asked.size();
    assertThat(api.made(SessionApi.PATH, "{\"agent\": \"geo\"}", key).at("/session/id").asString())
        .isEqualTo(first);
    assertThat(plane.talk().asked).hasSize(asked);
    String messages = SessionApi.PATH + "/" + first + "/messages";
    String[] other = {"Idempotency-Key", "once-2"};
    JsonNode once = api.made(messages, "{\"text\": \"hello\"}", other);
    assertThat(api.made(messages, "{\"text\": \"hello\"}", other)).isEqualTo(once);
    assertThat(plane.get(messages).path("items")).hasSize(3);
    api.refused(
        409, "idempotency-key-reused", plane.send("POST", messages, "{\"text\": \"else\"}", other));
  }

  @Test
  void takesOneTurnAtATimeAndGoesOnAfterOneThatFailed() throws Exception {
    String path = api.begin("{\"agent\": \"geo\"}");
    CountDownLatch latch = new CountDownLatch(1);
    plane.talk().hold(latch);
    var slow =
        CompletableFuture.supplyAsync(() -> {
          try {
            return api.say(path, "slow");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    Await.until("the turn is under way", Duration.ofSeconds(10), () -> api.isProcessing(path));
    api.refused(409, "turn-under-way", plane.send("POST", path + "/messages", "{\"text\": \"x\"}"));
    api.answered(200, "POST", path + "/pause", "");
    latch.countDown();
    assertThat(slow.get().at("/messages/1/text").asString()).isEqualTo("1: slow");
    assertThat(plane.get(path).path("status").asString()).isEqualTo("paused");
    api.answered(200, "POST", path + "/resume", "");
    HttpResponse<String> broken = plane.send("POST", path + "/messages", "{\"text\": \"break\"}");
    api.refused(503, "conversation-unavailable", broken);
    assertThat(broken.headers().firstValue("Retry-After")).isPresent();
    assertThat(api.say(path, "again").at("/messages/1/text").asString()).isEqualTo("2: again");
  }

  @Test
  void takesAnyTextAsDataOrRefusesIt() throws Exception {
    String path = api.begin("{\"agent\": \"geo\"}");
    for (String hostile :
        List.of(
            "<script>alert(1)</script>",
            "'; DROP TABLE voice_sessions; --",
            "{{system_prompt}}",
            "\\u202e gnitirw",
            "\\ud83d\\ude00 é 漢字",
            "../../etc/passwd",
            "%00%0a",
            "\\\"quoted\\\"")) {
      JsonNode answer = api.say(path, hostile);
      String sent = SessionApi.JSON.readTree("\"" + hostile + "\"").asString();
      assertThat(answer.at("/messages/0/text").asString()).isEqualTo(sent);
      assertThat(answer.at("/messages/1/text").asString()).endsWith(sent);
    }
    for (String refusable :
        List.of("", "   ", "\\u0000", "\\ud800", "\\u0007", "x".repeat(2_001))) {
      HttpResponse<String> answer =
          plane.send("POST", path + "/messages", "{\"text\": \"" + refusable + "\"}");
      JsonNode problem = api.refused(422, "invalid-document", answer);
      assertThat(problem.at("/errors/0/field").asString()).isEqualTo("text");
    }
    for (String query :
        List.of("status=none", "cursor=none", "limit=0", "external_user_id=%00", "agent=%00")) {
      assertThat(plane.send("GET", SessionApi.PATH + "?" + query, "").statusCode())
          .as(query)
          .isEqualTo(400);
    }
    for (String query : List.of("cursor=%25", "cursor=AA==", "from=never", "user=%00")) {
      assertThat(plane.send("GET", SessionApi.PATH + "/statistics?" + query, "").statusCode())
          .as(query)
          .isEqualTo(400);
    }
    for (String wrong : List.of("0", "-1", "1e9", "x")) {
      assertThat(plane.send("GET", path + "/messages/" + wrong + "/audio", "").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void listsThemByUserAndTellsWhatUsersSessionsComeTo() throws Exception {
    String path = api.begin("{\"agent\": \"geo\", \"external_user_id\": \"ümlaut 1\"}");
    api.say(path, "hello");
    String other = api.begin("{\"agent\": \"geo\", \"external_user_id\": \"ümlaut 1\"}");
    api.answered(200, "POST", other + "/end", "");
    api.begin("{\"agent\": \"geo\", \"external_user_id\": \"zoe\"}");
    api.begin("{\"agent\": \"geo\", \"mode\": \"playground\", \"external_user_id\": \"zoe\"}");
    String of = SessionApi.PATH + "?external_user_id=%C3%BCmlaut%201";
    assertThat(plane.get(of).path("items")).hasSize(2);
    assertThat(plane.get(of + "&status=ended").path("items")).hasSize(1);
    JsonNode newest = plane.get(of + "&limit=1");
    assertThat(other).endsWith(newest.at("/items/0/id").asString());
    JsonNode rest = plane.get(of + "&cursor=" + newest.path("next_cursor").asString());
    assertThat(path).endsWith(rest.at("/items/0/id").asString());
    JsonNode one = plane.get(SessionApi.PATH + "/statistics?user=%C3%BCmlaut%201").at("/items/0");
    assertThat(one.path("sessions").asInt()).isEqualTo(2);
    assertThat(one.path("open_sessions").asInt()).isEqualTo(1);
    assertThat(one.path("messages").asInt()).isEqualTo(4);
    assertThat(one.path("text_messages").asInt()).isEqualTo(1);
    assertThat(one.path("tokens").asInt()).isEqualTo(30);
    assertThat(one.path("average_response_ms").asInt()).isEqualTo(7);
    assertThat(plane.get(SessionApi.PATH + "/statistics?user=zoe").at("/items/0/sessions").asInt())
        .isEqualTo(1);
    List<String> users = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = plane.get(SessionApi.PATH + "/statistics?limit=1&cursor=" + cursor);
      page.path("items").forEach(item -> users.add(item.path("user").asString()));
      cursor = page.path("next_cursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(users).contains("admin-token", "ümlaut 1", "zoe").doesNotHaveDuplicates();
  }

  @Test
  void endsWhatNobodyUsesForAnHour() throws Exception {
    String idle = api.begin("{\"agent\": \"geo\"}");
    String paused = api.begin("{\"agent\": \"geo\"}");
    api.answered(200, "POST", paused + "/pause", "");
    DataSource owner = TestDatabase.owner(data);
    TenantTransactions transactions = new TenantTransactions(() -> owner);
    Instant now = Instant.now();
    try (SessionSweep early = new SessionSweep(transactions, () -> now.plusSeconds(3_590))) {
      early.sweep();
    }
    assertThat(plane.get(idle).path("status").asString()).isEqualTo("active");
    try (SessionSweep sweep = new SessionSweep(transactions, () -> now.plusSeconds(3_700))) {
      assertThat(sweep.sweep()).isGreaterThanOrEqualTo(2);
      assertThat(sweep.ended()).isGreaterThanOrEqualTo(2);
      assertThat(sweep.sweep()).isZero();
    }
    for (String path : List.of(idle, paused)) {
      JsonNode session = plane.get(path);
      assertThat(session.path("ended_reason").asString()).isEqualTo("inactivity");
      assertThat(session.at("/totals/duration_ms").asLong()).isLessThan(60_000);
    }
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    String path = api.begin("{\"agent\": \"geo\"}");
    api.say(path, "before");
    plane.close();
    plane = RunningPlane.withDatabase(data);
    api = new SessionApi(plane);
    assertThat(api.say(path, "after").at("/messages/1/text").asString()).isEqualTo("2: after");
    assertThat(plane.get(path + "/messages").path("items")).hasSize(5);
  }
}
