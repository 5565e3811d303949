package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.RunningPlane;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Lessons, agents and numbers of somebody who means no good: kept as text, or refused. */
class HostileAgentsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Integer> KEPT_OR_REFUSED = List.of(201, 409, 422);
  private static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'; DROP TABLE lessons; --",
          "' OR '1'='1",
          "{{7*7}}${7*7}#{7*7}",
          "{{{{caller}}}}",
          "\u0000",
          "half \uD800 of a pair",
          "\u202Eevil",
          "line\r\nX-Injected: 1",
          "x".repeat(20_000),
          "../../etc/passwd",
          "9223372036854775808",
          "*",
          "");
  private static final String LESSON =
      """
      {"name": %s, "title": %s, "objectives": [%s], "pronunciations": {%s: %s},
       "key_points": [{"term": "lava", "aliases": [%s], "explanation": %s}],
       "questions": [{"ask": %s, "accepted": [%s], "explanation": "It is."}]}
      """;

  @TempDir static Path data;
  private static RunningPlane plane;

  @BeforeAll
  static void start() throws Exception {
    plane = new RunningPlane(data, "");
    plane.awaitDatabase();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void everyFieldTakesAnyTextOrRefusesIt() throws Exception {
    for (String payload : PAYLOADS) {
      String text = JSON.writeValueAsString(payload);
      for (int field = 0; field < 9; field++) {
        String[] fields = {
          "\"l\"", "\"t\"", "\"o\"", "\"w\"", "\"K\"", "\"a\"", "\"e\"", "\"q\"", "\"y\""
        };
        fields[field] = text;
        answers(KEPT_OR_REFUSED, "POST", "/api/v1/lessons", LESSON.formatted((Object[]) fields));
      }
      for (String body :
          List.of(
              "{\"id\": %s, \"definition\": {\"name\": \"N\"}}",
              "{\"definition\": {\"name\": %s}}",
              "{\"definition\": {\"name\": \"N\", \"greeting\": %s}}",
              "{\"definition\": {\"name\": \"N\", \"lesson\": %s}}",
              "{\"definition\": {\"name\": \"N\", \"variables\": {%s: \"x\"}}}",
              "{\"definition\": %s}")) {
        answers(KEPT_OR_REFUSED, "POST", "/api/v1/agents", body.formatted(text));
      }
      for (String body :
          List.of(
              "{\"number\": %s, \"agent\": \"x\"}",
              "{\"number\": \"4712\", \"agent\": %s}",
              "{\"number\": \"4712\", \"agent\": \"x\", \"version\": %s}")) {
        answers(List.of(422), "POST", "/api/v1/numbers", body.formatted(text));
      }
    }
  }

  @Test
  void everyPathFilterAndHeaderTakesAnyTextOrRefusesIt() throws Exception {
    for (String payload : PAYLOADS) {
      String text =
          URLEncoder.encode(payload.substring(0, Math.min(2_000, payload.length())), UTF_8);
      for (String list : List.of("lessons", "agents", "numbers")) {
        answers(List.of(200, 400), "GET", "/api/v1/" + list + "?cursor=" + text, "");
        answers(List.of(200, 400), "GET", "/api/v1/" + list + "?limit=" + text, "");
        answers(List.of(200, 400, 404), "GET", "/api/v1/" + list + "/" + text, "");
      }
      answers(List.of(400, 404), "GET", "/api/v1/agents/none/diff?from=" + text, "");
      answers(List.of(200, 400, 404), "GET", "/api/v1/agents/none/versions?cursor=" + text, "");
      String header = payload.replaceAll("[^ -~]", "?");
      if (header.length() < 5_000) {
        HttpResponse<String> tagged =
            plane.send("DELETE", "/api/v1/lessons/none", "", "If-Match", header);
        assertThat(tagged.statusCode()).as(header).isIn(404, 412);
        HttpResponse<String> repeated =
            plane.send("POST", "/api/v1/lessons", "{}", "Idempotency-Key", header);
        assertThat(repeated.statusCode()).as(header).isEqualTo(422);
      }
    }
  }

  @Test
  void textsComeBackAsTheyWereGivenAndAsData() throws Exception {
    String title = "<script>alert(1)</script>";
    String text = JSON.writeValueAsString(title);
    HttpResponse<String> made =
        answers(
            List.of(201),
            "POST",
            "/api/v1/lessons",
            LESSON.formatted("\"kept\"", text, text, "\"w\"", "\"K\"", text, text, text, text));
    assertThat(JSON.readTree(made.body()).path("title").asString()).isEqualTo(title);
    assertThat(made.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    assertThat(made.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static HttpResponse<String> answers(
      List<Integer> statuses, String method, String path, String body) throws Exception {
    HttpResponse<String> answer = plane.send(method, path, body);
    assertThat(answer.statusCode())
        .as(method + " " + path + " " + body + ": " + answer.body())
        .isIn(statuses);
    assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
    return answer;
  }
}
