package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.RunningPlane;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunIT {
  private static final String PASSWORD = "a long enough sentence";

  @TempDir Path data;

  @Test
  void theLinkIsSaidAtEveryStartUntilItMadeTheOwner() throws Exception {
    String first;
    try (RunningPlane plane = new RunningPlane(data, "")) {
      first = token(plane);
    }
    try (RunningPlane plane = new RunningPlane(data, "")) {
      String second = token(plane);
      assertThat(second).isNotEqualTo(first);
      HttpResponse<String> weak = plane.send(answer(plane, second, "short"));
      assertThat(weak.statusCode()).isEqualTo(400);
      HttpResponse<String> made = plane.send(answer(plane, second, PASSWORD));
      assertThat(made.headers().firstValue("Set-Cookie").orElse(""))
          .contains("HttpOnly")
          .contains("SameSite=Strict")
          .doesNotContain("Secure");
      Person owner = Person.of(plane, made);
      assertThat(owner.json("GET", "/api/v1/me", "").path("role").asString()).isEqualTo("owner");
      for (String used : new String[] {first, second}) {
        assertThat(plane.send(answer(plane, used, PASSWORD)).statusCode()).isEqualTo(401);
      }
      Person again = Person.signIn(plane, "default", "ada@example.org", PASSWORD);
      assertThat(again.send("GET", "/api/v1/users", "").statusCode()).isEqualTo(200);
      lockedOutAfterGuesses(plane);
    }
    try (RunningPlane plane = new RunningPlane(data, "")) {
      plane.awaitDatabase();
      HttpResponse<String> page = plane.send(login(plane, "ada@example.org"));
      assertThat(page.statusCode()).isEqualTo(429);
      assertThat(plane.notices()).isEmpty();
    }
  }

  @Test
  void theLinkLeadsToTheConsoleAndAFormMakesTheOwnerToo() throws Exception {
    try (RunningPlane plane = new RunningPlane(data, "")) {
      String token = token(plane);
      assertThat(location(plane, "/first-run?token=" + token))
          .isEqualTo("/app/first-run?token=" + token);
      assertThat(location(plane, "/first-run?token=%22%0d%0ax")).isEqualTo("/app/first-run?token=");
      HttpResponse<String> made =
          plane.send(
              form(
                  plane,
                  "/first-run",
                  "token=" + token + "&email=ada%40example.org&name=Ada&password=" + PASSWORD));
      assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
      assertThat(plane.send(login(plane, "ada@example.org")).statusCode()).isEqualTo(303);
      assertThat(plane.send(login(plane, "eve@example.org")).statusCode()).isEqualTo(401);
    }
  }

  private static void lockedOutAfterGuesses(RunningPlane plane) throws Exception {
    String body = "{\"email\":\"ada@example.org\",\"password\":\"wrong\"}";
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> answer = plane.send(Person.json(plane, "POST", "/api/v1/session", body));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
    HttpResponse<String> locked =
        plane.send(Person.json(plane, "POST", "/api/v1/session", body.replace("wrong", PASSWORD)));
    assertThat(locked.statusCode()).isEqualTo(429);
    assertThat(locked.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(880L, 901L);
    HttpResponse<String> crossSite =
        plane.send(
            Person.json(plane, "POST", "/api/v1/session", body)
                .header("Sec-Fetch-Site", "cross-site"));
    assertThat(crossSite.statusCode()).isEqualTo(403);
  }

  private static String location(RunningPlane plane, String path) throws Exception {
    return plane.send(plane.request(path)).headers().firstValue("Location").orElseThrow();
  }

  private static String token(RunningPlane plane) throws Exception {
    Await.until("the link is said", Duration.ofSeconds(90), () -> !plane.notices().isEmpty());
    String line = plane.notices().getFirst();
    assertThat(line)
        .startsWith("FIRST-RUN http://127.0.0.1:" + plane.port() + "/first-run?token=default.");
    return line.substring(line.indexOf("token=") + 6, line.indexOf(" ("));
  }

  private static HttpRequest.Builder answer(RunningPlane plane, String token, String password) {
    return Person.json(
        plane,
        "POST",
        "/api/v1/first-run",
        "{\"token\":\"%s\",\"email\":\"ada@example.org\",\"name\":\"Ada\",\"password\":\"%s\"}"
            .formatted(token, password));
  }

  private static HttpRequest.Builder login(RunningPlane plane, String email) {
    String address = URLEncoder.encode(email, StandardCharsets.UTF_8);
    return form(plane, "/login", "email=" + address + "&token=" + PASSWORD);
  }

  private static HttpRequest.Builder form(RunningPlane plane, String path, String fields) {
    return plane
        .request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(fields.replace(' ', '+')));
  }
}
