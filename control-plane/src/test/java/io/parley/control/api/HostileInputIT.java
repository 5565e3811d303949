package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.RunningPlane;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody may send who means no good: it is refused or kept as text, and nothing falls. */
class HostileInputIT {
  private static final JsonMapper JSON = new JsonMapper();

  /** As long as a server takes a path or header. */
  private static final int LONGEST_LINE = 5_000;

  private static final List<Integer> KEPT_OR_REFUSED = List.of(201, 409, 422);
  private static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "' OR '1'='1",
          "{{7*7}}${7*7}#{7*7}",
          "\u0000",
          "half \uD800 of a pair",
          "\u202Eevil",
          "line\r\nX-Injected: 1",
          "../../etc/passwd",
          "9223372036854775808",
          "'; DROP TABLE lessons; --",
          "{{{{caller}}}}",
          "%00%0d%0aSet-Cookie: a=b",
          "x".repeat(20_000),
          "*",
          "-1",
          "");
  private static final String LESSON =
      """
      {"name": %s, "title": %s, "objectives": [%s], "pronunciations": {%s: %s},
       "key_points": [{"term": "lava", "aliases": [%s], "explanation": %s}],
       "questions": [{"ask": %s, "accepted": [%s], "explanation": "It is."}]}
      """;

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;

  @BeforeAll
  static void start() throws Exception {
    plane = RunningPlane.withDatabase(data);
  }

  @Test
  void everyFieldOfPeopleAndKeysTakesAnyTextOrRefusesIt() throws Exception {
    for (String payload : PAYLOADS) {
      String text = JSON.writeValueAsString(payload);
      for (String body :
          List.of(
              "{\"email\":%s,\"name\":\"N\",\"role\":\"admin\"}",
              "{\"email\":\"n@example.org\",\"name\":%s,\"role\":\"admin\"}",
              "{\"email\":\"n@example.org\",\"name\":\"N\",\"role\":%s}",
              "{\"email\":\"p@example.org\",\"name\":\"N\",\"role\":\"admin\",\"password\":%s}")) {
        answers(List.of(201, 400, 409), "POST", "/api/v1/users", body.formatted(text));
      }
      for (String body :
          List.of(
              "{\"name\":%s,\"scopes\":[\"calls:read\"]}",
              "{\"name\":\"k\",\"scopes\":[%s]}",
              "{\"name\":\"k\",\"scopes\":%s}",
              "{\"name\":\"k\",\"scopes\":[\"calls:read\"],\"expires_at\":%s}")) {
        answers(List.of(201, 400), "POST", "/api/v1/api-keys", body.formatted(text));
      }
      for (String body : List.of("{\"token\":%s}", "{\"token\":\"default.x\",\"email\":%s}")) {
        answers(List.of(401), "POST", "/api/v1/first-run", body.formatted(text));
      }
      for (String body : List.of("{\"tenant\":%s}", "{\"email\":%s}", "{\"password\":%s}")) {
        answers(List.of(400, 401, 429), "POST", "/api/v1/session", body.formatted(text));
      }
    }
  }

  @Test
  void everyFilterAndPathOfPeopleAndKeysTakesAnyTextOrRefusesIt() throws Exception {
    for (String payload : PAYLOADS) {
      String text = URLEncoder.encode(line(payload), UTF_8);
      for (String filter :
          List.of("actor", "action", "subject_type", "subject_id", "cursor", "limit")) {
        answers(List.of(200, 400), "GET", "/api/v1/audit?" + filter + "=" + text, "");
      }
      answers(List.of(200, 400), "GET", "/api/v1/users?cursor=" + text, "");
      answers(List.of(200, 400, 404), "GET", "/api/v1/users/" + text, "");
      HttpResponse<String> tagged =
          plane.send(
              Person.json(plane, "PATCH", "/api/v1/users/" + "0".repeat(8), "{}")
                  .header("Authorization", "Bearer " + plane.token())
                  .header("If-Match", line(payload).replaceAll("[^ -~]", "?")));
      assertThat(tagged.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void namesComeBackAsTheyWereGivenAndAsData() throws Exception {
    String name = "<script>alert(1)</script>";
    HttpResponse<String> made =
        answers(
            List.of(201),
            "POST",
            "/api/v1/users",
            "{\"email\":\"s@example.org\",\"name\":\"%s\",\"role\":\"admin\"}".formatted(name));
    JsonNode user = JSON.readTree(made.body());
    assertThat(user.path("name").asString()).isEqualTo(name);
    assertData(made);
  }

  @Test
  void everyFieldOfAgentsLessonsAndNumbersTakesAnyTextOrRefusesIt() throws Exception {
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
  void everyPathFilterAndHeaderOfAgentsLessonsAndNumbersTakesAnyTextOrRefusesIt() throws Exception {
    for (String payload : PAYLOADS) {
      String text = URLEncoder.encode(line(payload), UTF_8);
      for (String list : List.of("lessons", "agents", "numbers")) {
        answers(List.of(200, 400), "GET", "/api/v1/" + list + "?cursor=" + text, "");
        answers(List.of(200, 400), "GET", "/api/v1/" + list + "?limit=" + text, "");
        answers(List.of(200, 400, 404), "GET", "/api/v1/" + list + "/" + text, "");
      }
      answers(List.of(400, 404), "GET", "/api/v1/agents/none/diff?from=" + text, "");
      answers(List.of(200, 400, 404), "GET", "/api/v1/agents/none/versions?cursor=" + text, "");
      String header = line(payload).replaceAll("[^ -~]", "?");
      if (header.length() < LONGEST_LINE) {
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
    assertData(made);
  }

  private static void assertData(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static String line(String payload) {
    return payload.substring(0, Math.min(LONGEST_LINE, payload.length()));
  }

  /** The answer to a request, which has one of {@code statuses} and no header of the sender's. */
  private static HttpResponse<String> answers(
      List<Integer> statuses, String method, String path, String body) throws Exception {
    HttpResponse<String> answer = plane.send(method, path, body);
    assertThat(answer.statusCode())
        .as(method + " " + path + " " + body + ": " + answer.body())
        .isIn(statuses);
    assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    return answer;
  }
}
