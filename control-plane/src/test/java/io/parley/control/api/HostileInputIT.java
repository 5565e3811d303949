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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody may send who means no good: it is refused or kept as text, and nothing falls. */
class HostileInputIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'; DROP TABLE users; --",
          "' OR '1'='1",
          "{{7*7}}${7*7}#{7*7}",
          "%00%0d%0aSet-Cookie: a=b",
          "\u0000",
          "half \uD800 of a pair",
          "\u202Eevil",
          "line\r\nX-Injected: 1",
          "x".repeat(5_000),
          "../../etc/passwd",
          "9223372036854775808",
          "-1",
          "");

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
  void everyFilterAndPathTakesAnyTextOrRefusesIt() throws Exception {
    for (String payload : PAYLOADS) {
      String text = URLEncoder.encode(payload, UTF_8);
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
                  .header("If-Match", payload.replaceAll("[^ -~]", "?")));
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
    assertThat(made.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    assertThat(made.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static HttpResponse<String> answers(
      List<Integer> statuses, String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        plane.send(
            Person.json(plane, method, path, body)
                .header("Authorization", "Bearer " + plane.token()));
    assertThat(answer.statusCode())
        .as(method + " " + path + " " + body + ": " + answer.body())
        .isIn(statuses);
    assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    return answer;
  }
}
