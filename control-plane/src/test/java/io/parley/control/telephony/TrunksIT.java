package io.parley.control.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.RunningPlane;
import io.parley.control.document.Documents;
import io.parley.control.secret.Keyring;
import io.parley.control.secret.SecretBox;
import io.parley.control.store.TenantTransactions;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.Route;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrunksIT {
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;

  @BeforeAll
  static void start() throws Exception {
    plane = RunningPlane.withDatabase(data);
    for (String agent : List.of("front-desk", "night")) {
      String body = "{\"id\": \"%s\", \"definition\": {\"name\": \"%s\"}}".formatted(agent, agent);
      json(plane.send("POST", "/api/v1/agents", body), 201);
      json(plane.send("POST", "/api/v1/agents/" + agent + "/publish", "{}"), 201);
    }
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response.body().isEmpty() ? Documents.tree("null") : Documents.tree(response.body());
  }

  private static void trunk(String name, String network) throws Exception {
    String body = "{\"name\": \"%s\", \"allowed_networks\": [\"%s\"]}".formatted(name, network);
    json(plane.send("POST", "/api/v1/trunks", body), 201);
  }

  private static void number(String fields) throws Exception {
    json(plane.send("POST", "/api/v1/numbers", "{" + fields.replace('\'', '"') + "}"), 201);
  }

  private static String reached(RunningPlane at, String dialled, String source) {
    return at.directory().lookup(dialled, source) instanceof Route.ToAgent route
        ? route.agent().toString()
        : "nothing";
  }

  @Test
  void aTrunkIsMadeReadChangedAndDeletedAndItsPasswordNeverComesBack() throws Exception {
    String body =
        """
        {"name": "digest", "direction": "both", "gateways": [{"host": "sip.example.com"}],
         "authentication": {"kind": "digest", "username": "u", "password": "h0rse-battery"}}
        """;
    HttpResponse<String> made =
        plane.send("POST", "/api/v1/trunks", body, "Idempotency-Key", "digest-1");
    JsonNode trunk = json(made, 201);
    assertThat(made.headers().firstValue("Location")).contains("/api/v1/trunks/digest");
    assertThat(trunk.at("/authentication/password_set").asBoolean()).isTrue();
    HttpResponse<String> again =
        plane.send("POST", "/api/v1/trunks", body, "Idempotency-Key", "digest-1");
    assertThat(json(again, 201)).isEqualTo(trunk);
    json(plane.send("POST", "/api/v1/trunks", body), 422);

    String path = "/api/v1/trunks/digest";
    json(plane.send("PUT", path, trunk.toString(), "If-Match", "\"9\""), 412);
    String changed = trunk.toString().replace("\"inbound\":true", "\"inbound\":false");
    json(plane.send("PUT", path, changed, "If-Match", "\"1\""), 200);
    assertThat(opened("digest")).isEqualTo("h0rse-battery");
    String renewed = changed.replace("\"username\"", "\"password\":\"new one\",\"username\"");
    json(plane.send("PUT", path, renewed, "If-Match", "\"2\""), 200);
    assertThat(opened("digest")).isEqualTo("new one");

    for (String everything :
        List.of(
            plane.get("/api/v1/trunks").toString(),
            plane.get(path).toString(),
            plane.get("/api/v1/audit?limit=200").toString(),
            Files.readString(data.resolve("routes.json")),
            rows())) {
      assertThat(everything).doesNotContain("h0rse-battery").doesNotContain("new one");
    }
    json(plane.send("DELETE", path, "", "If-Match", "\"3\""), 204);
    json(plane.send("GET", path, ""), 404);
  }

  /** What is kept of the trunk's password, opened with the key in the data folder. */
  private static String opened(String name) throws Exception {
    var random = new SecureRandom();
    var keys = Keyring.inFile(data.resolve("secrets-key"), random);
    String sealed =
        owner()
            .in(
                TenantId.DEFAULT,
                jdbc ->
                    jdbc.queryForObject(
                        "SELECT secret FROM trunks WHERE name = ?", String.class, name));
    return new SecretBox(keys, random).open(Trunks.place(TenantId.DEFAULT, name), sealed);
  }

  private static String rows() throws Exception {
    return owner()
        .in(
            TenantId.DEFAULT,
            jdbc ->
                jdbc.queryForList("SELECT * FROM trunks").toString()
                    + jdbc.queryForList("SELECT * FROM audit_log")
                    + jdbc.queryForList("SELECT * FROM idempotency_keys"));
  }

  private static TenantTransactions owner() throws Exception {
    DataSource owner = TestDatabase.owner(data);
    return new TenantTransactions(() -> owner);
  }

  @Test
  void aPatternOfATrunkIsRoutedSoonAndWithoutTheDatabase() throws Exception {
    trunk("berlin", "127.0.0.2");
    trunk("hamburg", "127.0.0.3");
    number("'number': '+4930??*', 'agent': 'front-desk', 'trunk': 'berlin'");
    number("'number': '+4930*', 'agent': 'night', 'trunk': 'hamburg', 'version': 1");
    Await.until(
        "the pattern is routed",
        SOON,
        () -> reached(plane, "+49301234", "127.0.0.2").equals("front-desk@1"));
    assertThat(reached(plane, "+49301234", "127.0.0.3")).isEqualTo("night@1");
    assertThat(reached(plane, "+49301", "127.0.0.2")).isEqualTo("nothing");
    assertThat(reached(plane, "+49301234", "127.0.0.1")).isEqualTo("nothing");
    assertThat(plane.snapshot().directory().trunks()).isGreaterThanOrEqualTo(2);
    Await.until(
        "it is on disk",
        SOON,
        () -> Files.readString(data.resolve("routes.json")).contains("hamburg"));
    Path elsewhere = Files.createDirectories(data.resolve("again"));
    Files.copy(data.resolve("routes.json"), elsewhere.resolve("routes.json"));
    try (RunningPlane alone =
        new RunningPlane(elsewhere, "postgres://nobody:x@127.0.0.1:1/parley")) {
      assertThat(reached(alone, "+49301234", "127.0.0.2")).isEqualTo("front-desk@1");
      assertThat(reached(alone, "+49301234", "127.0.0.3")).isEqualTo("night@1");
    }

    json(plane.send("DELETE", "/api/v1/trunks/berlin", "", "If-Match", "*"), 409);
    String off =
        "{\"name\": \"berlin\", \"enabled\": false, \"allowed_networks\": [\"127.0.0.2\"]}";
    json(plane.send("PUT", "/api/v1/trunks/berlin", off, "If-Match", "*"), 200);
    Await.until(
        "a trunk that is out of use brings no calls",
        SOON,
        () -> reached(plane, "+49301234", "127.0.0.2").equals("nothing"));
    HttpResponse<String> gone =
        plane.send("DELETE", "/api/v1/numbers/+4930%3F%3F*", "", "If-Match", "*");
    json(gone, 204);
    json(plane.send("DELETE", "/api/v1/trunks/berlin", "", "If-Match", "*"), 204);
  }

  @Test
  void aNumbersTrunkAndPriorityHaveToMeanSomething() throws Exception {
    json(
        plane.send(
            "POST",
            "/api/v1/trunks",
            """
            {"name": "out", "direction": "outbound", "gateways": [{"host": "192.0.2.1"}]}
            """),
        201);
    for (String[] wrong :
        new String[][] {
          {"trunk", "'number': '8100', 'trunk': 'nowhere'"},
          {"trunk", "'number': '8100', 'trunk': 'out'"},
          {"priority", "'number': '8100', 'priority': 5"},
          {"priority", "'number': '81*', 'priority': 1001"}
        }) {
      String body = "{\"agent\": \"night\", " + wrong[1].replace('\'', '"') + "}";
      JsonNode problem = json(plane.send("POST", "/api/v1/numbers", body), 422);
      assertThat(problem.at("/errors/0/field").asString()).as(body).isEqualTo(wrong[0]);
      assertThat(problem.at("/errors/0/remedy").asString()).isNotBlank();
    }
    number("'number': '82*', 'agent': 'night'");
    number("'number': '821*', 'agent': 'front-desk', 'priority': 200");
    Await.until("priorities hold", SOON, () -> reached(plane, "8212", "").equals("night@1"));
    String body = "{\"number\": \"821*\", \"agent\": \"front-desk\", \"priority\": 7}";
    json(plane.send("PUT", "/api/v1/numbers/821*", body, "If-Match", "*"), 200);
    Await.until("and change", SOON, () -> reached(plane, "8212", "").equals("front-desk@1"));
  }
}
