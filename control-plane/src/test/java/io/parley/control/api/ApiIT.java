package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Facts;
import io.parley.control.RunningPlane;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ApiIT {
  private static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'; DROP TABLE calls; --",
          "{{7*7}}${7*7}#{7*7}",
          "javascript:alert(1)",
          "\u0000\u0001\u202Eevil",
          "half \uD800 of a pair",
          "]]><!--",
          "\\\"}],\"x\":[{",
          "%00%0d%0aSet-Cookie: a=b");

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;
  private static final List<CallId> CALLS = new ArrayList<>();

  @BeforeAll
  static void recordCalls() throws Exception {
    plane = new RunningPlane(data, "");
    for (int i = 0; i < PAYLOADS.size(); i++) {
      CallId call = Facts.id(1_700_000_000_000L + i * 1_000L);
      Facts.wholeCall(plane.journal(), call, PAYLOADS.get(i), PAYLOADS.get(i));
      CALLS.add(call);
    }
    CallId up = Facts.id(1_800_000_000_000L);
    plane.journal().append(TenantId.DEFAULT, up, Facts.offered("Up", "sip-up"));
    plane.journal().append(TenantId.DEFAULT, up, new CallFact.Answered(10, "PCMA"));
    CALLS.add(up);
    plane.putUp(TenantId.DEFAULT, up);
    plane.awaitDatabase();
    plane.awaitShipped();
  }

  @Test
  void givesOneCallWithAllThatIsOnRecord() throws Exception {
    JsonNode call = plane.get("/api/v1/calls/" + CALLS.getFirst());
    assertThat(call.path("status").asString()).isEqualTo("ended");
    assertThat(call.path("ended_reason").asString()).isEqualTo("caller-hangup");
    assertThat(call.path("agent").asString()).isEqualTo("tutor");
    assertThat(call.path("agent_version").asInt()).isEqualTo(3);
    assertThat(call.path("setup_ms").asInt()).isEqualTo(25);
    assertThat(call.path("duration_ms").asInt()).isEqualTo(12_345);
    assertThat(call.path("started_at").asString()).endsWith("Z");
    assertThat(call.path("sip").path("call_id").asString()).isEqualTo("sip-" + CALLS.getFirst());
    assertThat(call.path("quality").path("packets_received").asInt()).isEqualTo(500);
    JsonNode transcript = call.path("transcript");
    assertThat(transcript.size()).isEqualTo(3);
    assertThat(transcript.get(1).path("role").asString()).isEqualTo("caller");
    assertThat(transcript.get(2).path("heard").asString()).startsWith("You said");
    assertThat(call.path("turns").get(1).path("latency").path("on_wire_ms").asInt()).isEqualTo(720);
    assertThat(call.path("events").size()).isEqualTo(2);
    assertThat(call.path("events").get(0).path("data").path("digit").asString()).isEqualTo("5");
    assertThat(call.path("decisions").get(0).path("decision").asString()).isEqualTo("end-of-turn");
  }

  @Test
  void listsNewestFirstPageByPageWithoutGapOrRepeat() throws Exception {
    List<String> expected = new ArrayList<>(CALLS.stream().map(CallId::toString).toList());
    Collections.reverse(expected);
    assertThat(plane.allIds(3)).isEqualTo(expected);
    assertThat(plane.allIds(200)).isEqualTo(expected);
  }

  @Test
  void filtersByStatusAndBySipCallId() throws Exception {
    JsonNode up = plane.get("/api/v1/calls?status=in-progress");
    assertThat(up.path("items").size()).isEqualTo(1);
    assertThat(up.path("next_cursor").isNull()).isTrue();
    JsonNode one = plane.get("/api/v1/calls?sip_call_id=sip-up");
    assertThat(one.path("items").get(0).path("id").asString())
        .isEqualTo(CALLS.getLast().toString());
    assertThat(plane.get("/api/v1/calls?sip_call_id=%27%20OR%201%3D1--").path("items").size())
        .isZero();
  }

  @Test
  void filtersByAgentNumbersReasonAndTime() throws Exception {
    int all = CALLS.size();
    assertThat(found("agent=tutor&to=1000")).isEqualTo(all);
    assertThat(found("agent=other")).isZero();
    assertThat(found("from=%2B491701234567&ended_reason=caller-hangup")).isEqualTo(all - 1);
    assertThat(found("started_before=1999-01-01T00:00:00Z")).isZero();
    assertThat(asked("/api/v1/calls?ended_reason=bored").body())
        .contains("ended_reason", "caller-hangup");
    assertThat(asked("/api/v1/calls?started_from=yesterday").body())
        .contains("started_from", "2026-11-20T13:00:00Z");
  }

  @Test
  void saysOfADatabaseThatDoesNotAnswerInTimeThatItIsSlow() throws Exception {
    DataSource owner = TestDatabase.owner(data);
    try (Connection locking = owner.getConnection();
        Statement lock = locking.createStatement()) {
      locking.setAutoCommit(false);
      lock.execute("LOCK TABLE parley.quality IN ACCESS EXCLUSIVE MODE");
      HttpResponse<String> answer = asked("/api/v1/calls/" + CALLS.getFirst());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("database-slow", "a shorter time");
      locking.rollback();
    }
  }

  @Test
  void findsCallsByTheWordsEitherSideSaid() throws Exception {
    assertThat(found("q=hello")).isEqualTo(CALLS.size() - 1);
    assertThat(found("q=drop%20calls")).isEqualTo(1);
    assertThat(found("q=hello%20-drop")).isEqualTo(CALLS.size() - 2);
    assertThat(found("q=nobodysaidthis")).isZero();
    assertThat(found("q=%27%29%3B--")).isBetween(0, CALLS.size());
  }

  private static HttpResponse<String> asked(String path) throws Exception {
    return plane.send(plane.request(path).header("Authorization", "Bearer " + plane.token()));
  }

  private static int found(String filter) throws Exception {
    return plane.get("/api/v1/calls?limit=200&" + filter).path("items").size();
  }

  @Test
  void exportsTheListAsCsvAndAsJsonLines() throws Exception {
    HttpResponse<String> csv = asked("/api/v1/calls/export?limit=3");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("calls.csv");
    assertThat(csv.body().lines()).hasSize(4);
    assertThat(csv.body().lines().findFirst().orElse("")).startsWith("id,direction,status");
    String lines = asked("/api/v1/calls/export?format=jsonl&status=ended").body();
    assertThat(lines.lines()).hasSize(CALLS.size() - 1).allMatch(l -> l.startsWith("{\"id\":"));
    assertThat(asked("/api/v1/calls/export?format=xls").statusCode()).isEqualTo(400);
  }

  @Test
  void answersStatisticsOfWholeHours() throws Exception {
    JsonNode day = plane.get("/api/v1/statistics");
    assertThat(day.path("calls").asInt()).isEqualTo(CALLS.size());
    assertThat(day.path("outcomes").path("caller-hangup").asInt()).isEqualTo(CALLS.size() - 1);
    assertThat(day.path("stages").get(0).path("agent").asString()).isEqualTo("tutor");
    assertThat(day.path("stages").get(0).path("p95_ms").isNumber()).isTrue();
    assertThat(asked("/api/v1/statistics?from=2030-01-01T00:00:00Z").body())
        .contains("from: before to");
    assertThat(asked("/api/v1/statistics?agent=%00").statusCode()).isEqualTo(400);
  }

  @Test
  void answersWithoutTheTokenWithAProblemAndNothingElse() throws Exception {
    for (String path :
        List.of("/api/v1/calls", "/api/v1/calls/" + CALLS.getFirst(), "/api/v1/nothing")) {
      for (String header : List.of("none", "Bearer", "Bearer x", "Basic " + plane.token())) {
        HttpResponse<String> response =
            plane.send(plane.request(path).header("Authorization", header));
        assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
      }
    }
  }

  @Test
  void answersWhatItCannotUseWithAProblem() throws Exception {
    assertProblem(authorised("/api/v1/calls?limit=0"), 400);
    assertProblem(authorised("/api/v1/calls?limit=9999"), 400);
    assertProblem(authorised("/api/v1/calls?limit=1%3BDROP"), 400);
    assertProblem(authorised("/api/v1/calls?status=lost"), 400);
    assertProblem(authorised("/api/v1/calls?cursor=bm9wZQ"), 400);
    assertProblem(authorised("/api/v1/calls?sip_call_id=a%00b"), 400);
    assertProblem(authorised("/api/v1/calls/1%27%20OR%201"), 404);
    assertProblem(authorised("/api/v1/calls/" + Facts.id(1)), 404);
    assertProblem(authorised("/api/v1/nothing"), 404);
    HttpResponse<String> large =
        plane.send(
            plane
                .request("/api/v1/calls/" + CALLS.getLast() + "/hangup")
                .header("Authorization", "Bearer " + plane.token())
                .POST(BodyPublishers.ofString("x".repeat(70_000))));
    assertProblem(large, 413);
  }

  @Test
  void hangsUpNoCallOfAnotherTenant() throws Exception {
    CallId foreign = Facts.id(1_900_000_000_000L);
    plane.putUp(new TenantId("other"), foreign);
    HttpResponse<String> response =
        plane.send(
            plane
                .request("/api/v1/calls/" + foreign + "/hangup")
                .header("Authorization", "Bearer " + plane.token())
                .POST(BodyPublishers.noBody()));
    assertProblem(response, 404);
    assertThat(plane.hungUp()).doesNotContain(foreign);
  }

  @Test
  void aSessionsCookieReadsTheApiAndChangesNothingWithoutItsToken() throws Exception {
    String cookie = session();
    assertThat(plane.send(plane.request("/api/v1/calls").header("Cookie", cookie)).statusCode())
        .isEqualTo(200);
    String hangUp = "/api/v1/calls/" + CALLS.getLast() + "/hangup";
    for (String guess : List.of("", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
      assertProblem(
          plane.send(
              plane
                  .request(hangUp)
                  .header("Cookie", cookie)
                  .header("X-CSRF-Token", guess)
                  .POST(BodyPublishers.noBody())),
          403);
    }
    String token = SessionCookie.csrfToken(cookie.substring(cookie.indexOf('=') + 1));
    assertThat(
            plane
                .send(
                    plane
                        .request(hangUp)
                        .header("Cookie", cookie)
                        .header("X-CSRF-Token", token)
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void ordersACallToHangUp() throws Exception {
    HttpResponse<String> response =
        plane.send(
            plane
                .request("/api/v1/calls/" + CALLS.getLast() + "/hangup")
                .header("Authorization", "Bearer " + plane.token())
                .POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(plane.hungUp()).contains(CALLS.getLast());
  }

  @Test
  void tellsHealthReadinessAndMetricsToAnybody() throws Exception {
    assertThat(plane.send(plane.request("/healthz")).body()).contains("ok");
    HttpResponse<String> ready = plane.send(plane.request("/readyz"));
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"status\":\"ready\"");
    plane.refuse("draining");
    HttpResponse<String> draining = plane.send(plane.request("/readyz"));
    plane.refuse("");
    assertThat(draining.statusCode()).isEqualTo(503);
    assertThat(draining.body()).contains("draining");
    HttpResponse<String> metrics = plane.send(plane.request("/metrics"));
    assertThat(metrics.body()).isEqualTo("parley_up 1\n");
    assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain")
        .contains("version=0.0.4");
  }

  @Test
  void pagesAskForTheTokenAndKeepItOutOfReachOfScripts() throws Exception {
    HttpResponse<String> closed = plane.send(plane.request("/calls"));
    assertThat(closed.statusCode()).isEqualTo(303);
    assertThat(closed.headers().firstValue("Location")).contains("/login");
    HttpResponse<String> wrong = plane.send(login("guess"));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    HttpResponse<String> right = plane.send(login(plane.token()));
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(right.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .doesNotContain(plane.token());
  }

  @Test
  void takesNoFormFromAnotherSite() throws Exception {
    HttpResponse<String> response =
        plane.send(
            plane
                .request("/calls/" + CALLS.getFirst() + "/hangup")
                .header("Cookie", session())
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));
    assertProblem(response, 403);
    assertThat(plane.hungUp()).doesNotContain(CALLS.getFirst());
  }

  @Test
  void noPayloadOfACallerBecomesMarkupOnAnyPage() throws Exception {
    String cookie = session();
    List<String> pages = new ArrayList<>(List.of("/calls"));
    CALLS.forEach(call -> pages.add("/calls/" + call));
    for (String path : pages) {
      HttpResponse<String> page = plane.send(plane.request(path).header("Cookie", cookie));
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(page.body())
          .as(path)
          .doesNotContain("<script")
          .doesNotContain("<img")
          .doesNotContain("<!--")
          .doesNotContain("\u202E");
    }
    assertThat(plane.send(plane.request("/calls").header("Cookie", cookie)).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void payloadsComeBackFromTheApiAsTheyWereSaid() throws Exception {
    JsonNode call = plane.get("/api/v1/calls/" + CALLS.get(2));
    assertThat(call.path("from_display").asString()).isEqualTo(PAYLOADS.get(2));
    assertThat(call.path("transcript").get(1).path("text").asString()).isEqualTo(PAYLOADS.get(2));
    assertThat(call.path("decisions").get(0).path("inputs").path("text").asString())
        .isEqualTo(PAYLOADS.get(2));
  }

  @Test
  void saysInOneLineThatItsPortIsTaken() throws Exception {
    HttpServer.Surroundings with = Nowhere.surroundings(plane, data);
    assertThatThrownBy(() -> HttpServer.start("127.0.0.1", plane.port(), with))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("HTTP port " + plane.port())
        .hasMessageContaining("set PARLEY_HTTP_PORT")
        .message()
        .hasLineCount(1);
  }

  private static String session() throws Exception {
    String cookie =
        plane.send(login(plane.token())).headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static java.net.http.HttpRequest.Builder login(String token) {
    return plane
        .request("/login")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("token=" + token));
  }

  private static HttpResponse<String> authorised(String path) throws Exception {
    return plane.send(plane.request(path).header("Authorization", "Bearer " + plane.token()));
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).contains("\"status\":" + status);
  }
}
