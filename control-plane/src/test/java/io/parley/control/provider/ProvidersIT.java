package io.parley.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.Await;
import io.parley.control.RunningPlane;
import io.parley.control.document.Documents;
import io.parley.control.store.TenantTransactions;
import io.parley.control.store.TestDatabase;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.ModelAccess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Credentials over HTTP; the last test changes the keys they are kept with. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProvidersIT {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final String OLD = "old:" + "A".repeat(43) + "=";
  private static final String NEW = "new:" + "B".repeat(42) + "A=";
  private static final String PATH = "/api/v1/providers";

  @TempDir static Path data;
  private static RunningPlane plane;
  private static FakeProvider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = new FakeProvider(null);
    plane = new RunningPlane(data, "", OLD);
    plane.awaitDatabase();
  }

  @AfterAll
  static void stop() {
    plane.close();
    provider.close();
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response.body().isEmpty() ? Documents.tree("null") : Documents.tree(response.body());
  }

  private static String openai(String name, String key) {
    return """
    {"name": "%s", "provider": "openai", "base_url": "http://127.0.0.1:%d/v1", "key": "%s"}
    """
        .formatted(name, provider.port(), key);
  }

  @Test
  @Order(1)
  void aCredentialIsKeptTestedAndItsKeyNeverComesBack() throws Exception {
    HttpResponse<String> made =
        plane.send("POST", PATH, openai("ours", FakeProvider.KEY), "Idempotency-Key", "c-1");
    JsonNode shown = json(made, 201);
    assertThat(shown.at("/credential/key_end").asString()).isEqualTo("cdef");
    assertThat(shown.path("last_test").isNull()).isTrue();
    JsonNode good = json(plane.send("POST", PATH + "/ours/test", ""), 200);
    assertThat(good.path("ok").asBoolean()).as(good.toString()).isTrue();
    assertThat(plane.get(PATH + "/ours").at("/last_test/ok").asBoolean()).isTrue();

    json(plane.send("PUT", PATH + "/ours", openai("ours", "wrong-key"), "If-Match", "\"1\""), 200);
    JsonNode bad = json(plane.send("POST", PATH + "/ours/test", ""), 200);
    assertThat(bad.path("failure").asString()).isEqualTo("unauthorized");
    assertThat(bad.path("remedy").asString()).isNotBlank();
    json(plane.send("PUT", PATH + "/ours", openai("ours", FakeProvider.KEY), "If-Match", "*"), 200);
    DataSource owner = TestDatabase.owner(data);
    String rows =
        new TenantTransactions(() -> owner)
            .in(
                TenantId.DEFAULT,
                jdbc ->
                    jdbc.queryForList("SELECT * FROM provider_credentials").toString()
                        + jdbc.queryForList("SELECT * FROM audit_log")
                        + jdbc.queryForList("SELECT * FROM idempotency_keys"));
    for (String everything :
        List.of(
            rows,
            plane.get(PATH).toString(),
            plane.get("/api/v1/audit?limit=200").toString(),
            Files.readString(data.resolve("routes.json")))) {
      assertThat(everything).doesNotContain(FakeProvider.KEY).doesNotContain("wrong-key");
    }
  }

  @Test
  @Order(2)
  void aKeyIsNotSentToAnotherPlaceThanItWasGivenFor() throws Exception {
    json(plane.send("POST", PATH, openai("moved", FakeProvider.KEY)), 201);
    String elsewhere =
        "{\"name\": \"moved\", \"provider\": \"openai\", \"base_url\":"
            + " \"https://evil.example/v1\"}";
    JsonNode error =
        json(plane.send("PUT", PATH + "/moved", elsewhere, "If-Match", "*"), 422).at("/errors/0");
    assertThat(error.path("field").asString()).isEqualTo("key");
    json(plane.send("DELETE", PATH + "/moved", "", "If-Match", "*"), 204);
    json(plane.send("POST", PATH + "/moved/test", ""), 404);
  }

  @Test
  @Order(2)
  void aPlaceThatIsNotPublicIsRefusedWhenItIsWritten() throws Exception {
    for (String url :
        List.of("https://169.254.169.254", "http://10.0.0.9:11434", "http://192.0.32.10")) {
      String inside = openai("inside", "k").replace("http://127.0.0.1:" + provider.port(), url);
      JsonNode error = json(plane.send("POST", PATH, inside), 422).at("/errors/0");
      assertThat(error.path("field").asString()).as(url).isEqualTo("base_url");
      assertThat(error.path("remedy").asString()).contains("PARLEY_PROVIDER_ALLOW");
    }
  }

  @Test
  @Order(3)
  void anAgentsChainNamesACredentialThatIsThereAndCallsHaveItsModelSoon() throws Exception {
    String unknown =
        "{\"id\": \"llm\", \"definition\": {\"name\": \"L\", \"providers\": {\"llm\":"
            + " [\"nope\"]}}}";
    JsonNode error = json(plane.send("POST", "/api/v1/agents", unknown), 422).at("/errors/0");
    assertThat(error.path("field").asString()).isEqualTo("providers.llm[0]");
    json(plane.send("POST", "/api/v1/agents", unknown.replace("nope", "ours")), 201);
    json(plane.send("POST", "/api/v1/agents/llm/publish", "{}"), 201);
    json(plane.send("DELETE", PATH + "/ours", "", "If-Match", "*"), 409);
    Await.until(
        "calls have the model with the key that was given last",
        SOON,
        () ->
            plane.models().find(TenantId.DEFAULT, "ours").stream()
                .anyMatch(found -> found.apiKey().equals(FakeProvider.KEY)));
    ModelAccess access = plane.models().find(TenantId.DEFAULT, "ours").orElseThrow();
    assertThat(access.baseUrl()).isEqualTo("http://127.0.0.1:" + provider.port() + "/v1");
    assertThat(access.model()).isEqualTo("gpt-4o-mini");
    assertThat(access.toString()).doesNotContain(FakeProvider.KEY);
    assertThat(plane.models().find(new TenantId("other"), "ours")).isEmpty();
  }

  @Test
  @Order(4)
  void keysAreChangedInTheBackgroundAndSecretsOpenAfterwardsWithTheNewOneAlone() throws Exception {
    String hook = "{\"url\": \"https://192.0.32.10/parley\", \"events\": [\"call.ended\"]}";
    json(plane.send("POST", "/api/v1/webhooks", hook), 201);
    assertThat(plane.get("/api/v1/secrets").at("/secrets/old").asInt()).isEqualTo(2);
    restart(NEW + "," + OLD);
    Await.until(
        "all is sealed anew",
        Duration.ofSeconds(20),
        () -> plane.get("/api/v1/secrets").at("/secrets/new").asInt() == 2);
    assertThat(plane.get("/api/v1/secrets").at("/secrets/old").isMissingNode()).isTrue();
    JsonNode nothing = json(plane.send("POST", "/api/v1/secrets/rotate", ""), 200);
    assertThat(nothing.path("renewed").asInt()).isZero();
    restart(NEW);
    assertThat(json(plane.send("POST", PATH + "/ours/test", ""), 200).path("ok").asBoolean())
        .isTrue();
    restart(OLD);
    JsonNode lost = json(plane.send("POST", PATH + "/ours/test", ""), 200);
    assertThat(lost.path("failure").asString()).isEqualTo("secret-lost");
    assertThat(lost.path("detail").asString()).contains("'new'");
    JsonNode rotated = json(plane.send("POST", "/api/v1/secrets/rotate", ""), 200);
    assertThat(rotated.path("lost").asInt()).isEqualTo(2);
  }

  private static void restart(String keys) throws Exception {
    plane.close();
    plane = new RunningPlane(data, "", keys);
    plane.awaitDatabase();
  }
}
