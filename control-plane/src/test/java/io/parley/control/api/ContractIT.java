package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.Facts;
import io.parley.control.RunningPlane;
import io.parley.control.api.Endpoints.Endpoint;
import io.parley.control.people.Role;
import io.parley.control.recordings.TestRecordings;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every endpoint with every role, without credentials, and from another tenant. */
class ContractIT {
  private static final String PASSWORD = "a long enough sentence";
  private static final Set<String> OPEN = Set.of("POST /api/v1/session", "POST /api/v1/first-run");

  /** Everybody who is signed in may do these, for themselves. */
  private static final Set<String> OWN =
      Set.of(
          "DELETE /api/v1/session",
          "GET /api/v1/me",
          "GET /api/v1/openapi.json",
          "POST /api/v1/me/password",
          "GET /api/v1/roles");

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;
  private static final Map<Role, Person> PEOPLE = new EnumMap<>(Role.class);
  private static Person foreigner;

  @BeforeAll
  static void makePeople() throws Exception {
    plane = RunningPlane.withDatabase(data);
    for (Role role : Role.values()) {
      String email = role.label() + "@example.org";
      String body =
          "{\"email\":\"%s\",\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}"
              .formatted(email, role.label(), role.label(), PASSWORD);
      assertThat(byAdminToken("POST", "/api/v1/users", body).statusCode()).isEqualTo(201);
      PEOPLE.put(role, Person.signIn(plane, "default", email, PASSWORD));
    }
    foreigner = Person.ofAnotherOrganisation(plane, data);
  }

  @Test
  void everyEndpointSaysWhatItNeeds() throws Exception {
    assertThat(Endpoints.all()).hasSizeGreaterThan(15);
    for (Endpoint endpoint : Endpoints.all()) {
      boolean known = OPEN.contains(endpoint.toString()) || OWN.contains(endpoint.toString());
      assertThat(endpoint.needs().isPresent())
          .as("@Needs on the handler of " + endpoint)
          .isNotEqualTo(known);
    }
  }

  @Test
  void everyEndpointAsksWhoOneIs() throws Exception {
    for (Endpoint endpoint : Endpoints.all()) {
      if (!OPEN.contains(endpoint.toString())) {
        var without = Person.json(plane, endpoint.method(), endpoint.path(), "{}");
        assertThat(Person.beginning(without.build())).as(endpoint.toString()).startsWith("401 ");
        var guessed =
            Person.json(plane, endpoint.method(), endpoint.path(), "{}")
                .header("Authorization", "Bearer pk_default_" + "A".repeat(43));
        assertThat(Person.beginning(guessed.build())).as(endpoint.toString()).startsWith("401 ");
        var cookie =
            Person.json(plane, endpoint.method(), endpoint.path(), "{}")
                .header("Cookie", "parley_session=default." + "A".repeat(43));
        assertThat(Person.beginning(cookie.build())).as(endpoint.toString()).startsWith("401 ");
      }
    }
  }

  @Test
  void everyEndpointLetsExactlyThoseInWhoMay() throws Exception {
    for (Endpoint endpoint : Endpoints.all()) {
      if (endpoint.needs().isEmpty()) {
        continue;
      }
      var needed = endpoint.needs().orElseThrow();
      for (Role role : Role.values()) {
        String answer =
            Person.beginning(
                PEOPLE.get(role).request(endpoint.method(), endpoint.path(), "{}").build());
        if (role.permissions().contains(needed)) {
          assertThat(answer)
              .as(endpoint + " as " + role)
              .doesNotStartWith("401")
              .doesNotStartWith("403")
              .doesNotStartWith("5");
          assertThat(statuses(endpoint)).as(endpoint.toString()).contains(answer.substring(0, 3));
        } else {
          assertThat(answer)
              .as(endpoint + " as " + role)
              .startsWith("403 ")
              .contains("permission-missing")
              .contains(needed.scope());
        }
      }
    }
  }

  /** The statuses its description knows. */
  private static Set<String> statuses(Endpoint endpoint) {
    String method = endpoint.method().toLowerCase(Locale.ROOT);
    JsonNode path = OpenApiController.document().path("paths").path(endpoint.pattern());
    return Set.copyOf(path.path(method).path("responses").propertyNames());
  }

  @Test
  void describesItselfToWhoeverIsSignedIn() throws Exception {
    for (Role role : Role.values()) {
      assertThat(PEOPLE.get(role).json("GET", "/api/v1/openapi.json", ""))
          .isEqualTo(OpenApiController.document());
    }
  }

  @Test
  void everyChangeByACookieNeedsItsToken() throws Exception {
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.method().equals("GET") && !OPEN.contains(endpoint.toString())) {
        var request = PEOPLE.get(Role.OWNER).withoutToken(endpoint.method(), endpoint.path(), "{}");
        assertThat(Person.beginning(request.build()))
            .as(endpoint.toString())
            .startsWith("403 ")
            .contains("csrf-token-missing");
      }
    }
  }

  @Test
  void anotherTenantSeesAndChangesNothingOfThisOne() throws Exception {
    CallId call = Facts.id(1_700_000_000_000L);
    Facts.wholeCall(plane.journal(), call, "Alice", "hello");
    plane.awaitShipped();
    TestRecordings.leave(data.resolve("recording-spool"), TenantId.DEFAULT, call, 100, 7);
    plane.onRecordingFinished();
    plane.putUp(TenantId.DEFAULT, call);
    Person owner = PEOPLE.get(Role.OWNER);
    String user = owner.json("GET", "/api/v1/me", "").path("user").path("id").asString();
    String key =
        owner
            .json("POST", "/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"calls:read\"]}")
            .path("id")
            .asString();
    AgentThings.make(owner);
    for (String request : AgentThings.REQUESTS) {
      String[] parts = request.split(" ", 2);
      HttpResponse<String> answer =
          plane.send(foreigner.request(parts[0], parts[1], "{}").header("If-Match", "*"));
      assertThat(answer.statusCode()).as(request + answer.body()).isEqualTo(404);
    }
    for (String list : List.of("lessons", "agents", "numbers", "trunks", "providers")) {
      assertThat(foreigner.json("GET", "/api/v1/" + list, "").path("items").size())
          .as(list)
          .isZero();
    }
    for (String request :
        List.of(
            "GET /api/v1/calls/" + call + "/recording",
            "GET /api/v1/calls/" + call + "/recording/peaks",
            "DELETE /api/v1/calls/" + call + "/recording",
            "GET /api/v1/calls/" + call,
            "POST /api/v1/calls/" + call + "/hangup",
            "POST /api/v1/calls/" + call + "/say {\"text\":\"hello\"}",
            "POST /api/v1/calls/" + call + "/context {\"topic\":\"light\"}",
            "PUT /api/v1/calls/" + call + "/rating {\"rating\":1}",
            "DELETE /api/v1/calls/" + call + "/rating",
            "GET /api/v1/users/" + user,
            "PATCH /api/v1/users/" + user,
            "DELETE /api/v1/users/" + user,
            "POST /api/v1/users/" + user + "/link",
            "GET /api/v1/api-keys/" + key,
            "POST /api/v1/api-keys/" + key + "/rotate",
            "DELETE /api/v1/api-keys/" + key)) {
      String[] parts = request.split(" ", 3);
      String body = parts.length > 2 ? parts[2] : "{}";
      HttpResponse<String> answer = foreigner.send(parts[0], parts[1], body);
      assertThat(answer.statusCode()).as(request + answer.body()).isEqualTo(404);
    }
    assertThat(plane.hungUp()).doesNotContain(call);
    awaitRecording(owner, call);
    assertThat(plane.orders()).isEmpty();
    WebhookThings.requireHidden(plane, owner, foreigner);
    SessionThings.hideFrom(foreigner, SessionThings.make(owner));
    for (String list : List.of("calls", "users", "api-keys", "audit", "recordings")) {
      String foreign = foreigner.send("GET", "/api/v1/" + list, "").body();
      assertThat(foreign).as(list).doesNotContain(user, key, call.toString());
    }
    assertThat(foreigner.json("GET", "/api/v1/users", "").path("items").size()).isEqualTo(1);
  }

  private static void awaitRecording(Person owner, CallId call) throws Exception {
    Await.until(
        "the recording is on record and was not deleted",
        Duration.ofSeconds(20),
        () -> owner.send("GET", "/api/v1/calls/" + call + "/recording", "").statusCode() == 200);
  }

  @Test
  void whatChangedIsOnRecordWithBeforeAndAfterPageByPage() throws Exception {
    Person owner = PEOPLE.get(Role.OWNER);
    JsonNode user =
        owner.json(
            "POST",
            "/api/v1/users",
            "{\"email\":\"Eve@Example.org\",\"name\":\"Eve\",\"role\":\"analyst\"}");
    String id = user.path("id").asString();
    assertThat(user.path("email").asString()).isEqualTo("eve@example.org");
    assertThat(user.path("link").asString()).startsWith("/first-run?token=default.");
    owner.json("PATCH", "/api/v1/users/" + id, "{\"role\":\"operator\"}");
    assertThat(owner.send("DELETE", "/api/v1/users/" + id, "").statusCode()).isEqualTo(204);
    String of = "/api/v1/audit?subject_type=user&subject_id=" + id + "&limit=1";
    JsonNode last = owner.json("GET", of, "");
    assertThat(last.path("items").get(0).path("action").asString()).isEqualTo("user.removed");
    assertThat(last.path("items").get(0).path("after").isNull()).isTrue();
    JsonNode change = owner.json("GET", of + "&cursor=" + last.path("next_cursor").asString(), "");
    JsonNode entry = change.path("items").get(0);
    assertThat(entry.path("action").asString()).isEqualTo("user.changed");
    assertThat(entry.path("actor").asString()).startsWith("user:");
    assertThat(entry.path("before").path("role").asString()).isEqualTo("analyst");
    assertThat(entry.path("after").path("role").asString()).isEqualTo("operator");
  }

  @Test
  void aKeyDoesWhatItsScopesSayAndNothingElse() throws Exception {
    JsonNode made =
        PEOPLE
            .get(Role.INTEGRATOR)
            .json("POST", "/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"calls:read\"]}");
    String bearer = "Bearer " + made.path("secret").asString();
    assertThat(statusWith(bearer, "/api/v1/calls")).isEqualTo(200);
    assertThat(statusWith(bearer, "/api/v1/api-keys")).isEqualTo(403);
    assertThat(statusWith(bearer, "/api/v1/me")).isEqualTo(200);
    HttpResponse<String> above =
        PEOPLE
            .get(Role.INTEGRATOR)
            .send("POST", "/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"users:write\"]}");
    assertThat(above.statusCode()).isEqualTo(403);
    assertThat(above.body()).contains("users:write");
  }

  private static int statusWith(String bearer, String path) throws Exception {
    return plane.send(plane.request(path).header("Authorization", bearer)).statusCode();
  }

  @Test
  void namesTheFieldTheReasonAndTheRemedy() throws Exception {
    Person owner = PEOPLE.get(Role.OWNER);
    for (Map.Entry<String, String> wrong :
        Map.of(
                "email", "{\"email\":\"no\",\"name\":\"N\",\"role\":\"admin\"}",
                "name", "{\"email\":\"n@example.org\",\"name\":\"\\u202e\",\"role\":\"admin\"}",
                "role", "{\"email\":\"n@example.org\",\"name\":\"N\",\"role\":\"king\"}",
                "password",
                    "{\"email\":\"n@example.org\",\"name\":\"N\",\"role\":\"admin\","
                        + "\"password\":\"short\"}")
            .entrySet()) {
      HttpResponse<String> answer = owner.send("POST", "/api/v1/users", wrong.getValue());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("\"field\":\"" + wrong.getKey() + "\"")
          .contains("\"remedy\":");
    }
    HttpResponse<String> kind = owner.send("POST", "/api/v1/users", "{\"name\":[1]}");
    assertThat(kind.statusCode()).isEqualTo(400);
    assertThat(kind.body()).contains("\"field\":\"name\"").doesNotContain("jackson");
    assertThat(owner.send("POST", "/api/v1/users", "{").statusCode()).isEqualTo(400);
    assertThat(
            owner
                .send(
                    "POST",
                    "/api/v1/users",
                    "{\"email\":\"owner@example.org\",\"name\":\"N\",\"role\":\"admin\"}")
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefused() throws Exception {
    Person owner = PEOPLE.get(Role.OWNER);
    String id =
        owner
            .json(
                "POST",
                "/api/v1/users",
                "{\"email\":\"tag@example.org\",\"name\":\"T\",\"role\":\"analyst\"}")
            .path("id")
            .asString();
    String path = "/api/v1/users/" + id;
    String tag = owner.send("GET", path, "").headers().firstValue("ETag").orElseThrow();
    for (int expected : List.of(200, 412)) {
      HttpResponse<String> answer =
          plane.send(
              owner
                  .request("PATCH", path, "{\"name\":\"" + expected + "\"}")
                  .header("If-Match", tag));
      assertThat(answer.statusCode()).isEqualTo(expected);
    }
  }

  @Test
  void signingOutEndsTheSession() throws Exception {
    Person person = Person.signIn(plane, "default", "analyst@example.org", PASSWORD);
    assertThat(person.send("GET", "/api/v1/me", "").statusCode()).isEqualTo(200);
    HttpResponse<String> out = person.send("DELETE", "/api/v1/session", "");
    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(out.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
    assertThat(person.send("GET", "/api/v1/me", "").statusCode()).isEqualTo(401);
  }

  @Test
  void aBodyWithoutItsLengthIsRefused() throws Exception {
    HttpResponse<String> answer =
        plane.send(
            plane
                .request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1_000]))));
    assertThat(answer.statusCode()).isEqualTo(411);
  }

  private static HttpResponse<String> byAdminToken(String method, String path, String body)
      throws Exception {
    return plane.send(
        Person.json(plane, method, path, body).header("Authorization", "Bearer " + plane.token()));
  }
}
