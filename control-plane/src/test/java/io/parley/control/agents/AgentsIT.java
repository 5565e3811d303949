package io.parley.control.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Await;
import io.parley.control.RunningPlane;
import io.parley.control.Signals;
import io.parley.control.document.Documents;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.PublishedAgent;
import io.parley.kernel.route.Route;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

class AgentsIT {
  private static final TenantId OTHER = new TenantId("other");
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir static Path data;
  @AutoClose private static RunningPlane plane;
  private static TenantTransactions asApplication;

  @BeforeAll
  static void start() throws Exception {
    plane = RunningPlane.withDatabase(data);
    asApplication = new TenantTransactions(AgentsIT::applicationsRole);
  }

  private static DriverManagerDataSource applicationsRole() {
    try {
      String password =
          Files.readAllLines(data.resolve("postgres-secrets")).stream()
              .filter(line -> line.startsWith("app="))
              .findFirst()
              .orElseThrow()
              .substring("app=".length());
      String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
      return new DriverManagerDataSource(
          "jdbc:postgresql://127.0.0.1:" + port + "/parley?currentSchema=parley",
          "parley_app",
          password);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String lesson(String name, String title) {
    return """
    {"name": "%s", "title": "%s",
     "key_points": [{"term": "lava", "explanation": "Lava is melted rock outside."}],
     "questions": [{"ask": "Is lava hot?", "accepted": ["yes"], "explanation": "It melts."}]}
    """
        .formatted(name, title);
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response.body().isEmpty() ? Documents.tree("null") : Documents.tree(response.body());
  }

  private static JsonNode post(String path, String body) throws Exception {
    return json(plane.send("POST", path, body), 201);
  }

  private static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElse("none");
  }

  private static void agent(String id, String lesson, String greeting) throws Exception {
    post(
        "/api/v1/agents",
        """
        {"id": "%s", "definition": {"name": "A %s", "lesson": "%s", "greeting": "%s"}}
        """
            .formatted(id, id, lesson, greeting));
  }

  @Test
  void aLessonIsMadeReadChangedAndDeleted() throws Exception {
    HttpResponse<String> made =
        plane.send("POST", "/api/v1/lessons", lesson("made", "Vulkane – größer"));
    json(made, 201);
    assertThat(etag(made)).isEqualTo("\"1\"");
    assertThat(made.headers().firstValue("Location")).contains("/api/v1/lessons/made");
    JsonNode read = plane.get("/api/v1/lessons/made");
    assertThat(read.path("title").asString()).isEqualTo("Vulkane – größer");
    assertThat(read.at("/key_points/0/aliases").isArray()).isTrue();
    assertThat(plane.get("/api/v1/lessons?limit=200").path("items"))
        .anyMatch(item -> item.path("name").asString().equals("made"));

    String changed = lesson("made", "Changed");
    String path = "/api/v1/lessons/made";
    json(plane.send("PUT", path, changed), 422);
    json(plane.send("PUT", path, changed, "If-Match", "\"7\""), 412);
    HttpResponse<String> again = plane.send("PUT", path, changed, "If-Match", "\"1\"");
    assertThat(json(again, 200).path("title").asString()).isEqualTo("Changed");
    assertThat(etag(again)).isEqualTo("\"2\"");
    json(plane.send("PUT", path, lesson("other-name", "x"), "If-Match", "\"2\""), 422);
    json(plane.send("DELETE", path, "", "If-Match", "\"2\""), 204);
    json(plane.send("GET", path, ""), 404);
    json(plane.send("GET", "/api/v1/lessons/%27%3B--", ""), 404);
  }

  @Test
  void aWrongDocumentIsAnsweredWithEveryFieldReasonAndRemedy() throws Exception {
    JsonNode problem =
        json(plane.send("POST", "/api/v1/lessons", "{\"name\": \"X Y\", \"questions\": []}"), 422);
    assertThat(problem.path("type").asString()).isEqualTo("urn:parley:problem:invalid-document");
    JsonNode errors = problem.path("errors");
    assertThat(errors).hasSize(4);
    assertThat(errors).allMatch(error -> !error.path("remedy").asString().isBlank());
    assertThat(errors)
        .extracting(error -> error.path("field").asString())
        .containsExactlyInAnyOrder("name", "title", "key_points", "questions");
    json(plane.send("POST", "/api/v1/lessons", "{\"name\": "), 422);
    json(plane.send("POST", "/api/v1/agents", "{\"definition\": 3}"), 422);
    json(plane.send("POST", "/api/v1/agents", "{\"definition\": {\"lesson\": \"none\"}}"), 422);
  }

  @Test
  void aRepeatedCreateMakesNothingTwice() throws Exception {
    String body = lesson("repeated", "Once");
    HttpResponse<String> first =
        plane.send("POST", "/api/v1/lessons", body, "Idempotency-Key", "key-1");
    HttpResponse<String> second =
        plane.send("POST", "/api/v1/lessons", body, "Idempotency-Key", "key-1");
    assertThat(json(second, 201)).isEqualTo(json(first, 201));
    assertThat(etag(second)).isEqualTo(etag(first));
    json(plane.send("POST", "/api/v1/lessons", lesson("b", "B"), "Idempotency-Key", "key-1"), 409);
    json(plane.send("POST", "/api/v1/lessons", body, "Idempotency-Key", "key-2"), 422);
    json(plane.send("POST", "/api/v1/lessons", body), 422);
  }

  @Test
  void versionsAreNumberedComparedAndCopiedBack() throws Exception {
    agent("versioned", "", "One.");
    String path = "/api/v1/agents/versioned";
    assertThat(post(path + "/publish", "{\"note\": \"first\"}").path("version").asInt())
        .isEqualTo(1);
    json(plane.send("POST", path + "/publish", ""), 409);
    String draft =
        "{\"name\": \"A versioned\", \"greeting\": \"Two.\", \"turn_taking\": \"brisk\"}";
    json(plane.send("PUT", path + "/draft", draft, "If-Match", "\"9\""), 412);
    json(plane.send("PUT", path + "/draft", draft, "If-Match", "\"1\""), 200);
    JsonNode diff = plane.get(path + "/diff?from=1");
    assertThat(diff.path("changes"))
        .extracting(change -> change.path("pointer").asString())
        .containsExactly("/greeting", "/turn_taking");
    assertThat(diff.at("/changes/0/before").asString()).isEqualTo("One.");
    assertThat(diff.at("/changes/0/after").asString()).isEqualTo("Two.");
    assertThat(post(path + "/publish", "{}").path("version").asInt()).isEqualTo(2);
    JsonNode back = post(path + "/rollback", "{\"version\": 1}");
    assertThat(back.path("version").asInt()).isEqualTo(3);
    assertThat(back.path("copied_from").asInt()).isEqualTo(1);
    assertThat(back.at("/definition/greeting").asString()).isEqualTo("One.");
    assertThat(plane.get(path + "/diff?from=1&to=3").path("changes")).isEmpty();
    assertThat(plane.get(path + "/versions").path("items")).hasSize(3);
    assertThat(plane.get(path).path("latest_version").asInt()).isEqualTo(3);
    json(plane.send("POST", path + "/rollback", "{\"version\": 9}"), 404);
    json(plane.send("GET", path + "/diff?from=x", ""), 400);
  }

  @Test
  void aPublishedVersionIsNotChangedBySql() throws Exception {
    agent("fixed", "", "Fixed.");
    post("/api/v1/agents/fixed/publish", "{}");
    for (String change :
        List.of(
            "UPDATE agent_versions SET definition = '{}' WHERE agent_id = 'fixed'",
            "DELETE FROM agent_versions WHERE agent_id = 'fixed'",
            "TRUNCATE agent_versions CASCADE",
            "ALTER TABLE agent_versions DISABLE TRIGGER ALL",
            "DROP TRIGGER agent_versions_stay ON agent_versions")) {
      assertThatThrownBy(() -> asApplication.in(TenantId.DEFAULT, jdbc -> jdbc.update(change)))
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
    assertThat(plane.get("/api/v1/agents/fixed/versions/1").at("/definition/greeting").asString())
        .isEqualTo("Fixed.");
  }

  @Test
  void whatIsInUseIsNotTakenAway() throws Exception {
    post("/api/v1/lessons", lesson("used", "Used"));
    agent("user", "used", "Hello.");
    json(plane.send("DELETE", "/api/v1/lessons/used", "", "If-Match", "*"), 409);
    String number = "{\"number\": \"5001\", \"agent\": \"user\"}";
    assertThat(
            json(plane.send("POST", "/api/v1/numbers", number), 422)
                .at("/errors/0/remedy")
                .asString())
        .contains("publish");
    post("/api/v1/agents/user/publish", "{}");
    post("/api/v1/numbers", number);
    json(plane.send("DELETE", "/api/v1/agents/user", "", "If-Match", "*"), 409);
    json(plane.send("DELETE", "/api/v1/numbers/5001", "", "If-Match", "*"), 204);
    json(plane.send("DELETE", "/api/v1/agents/user", "", "If-Match", "*"), 204);
    json(plane.send("POST", "/api/v1/numbers", number), 422);
    assertThat(plane.get("/api/v1/agents/user/versions/1").path("version").asInt()).isEqualTo(1);
    json(plane.send("DELETE", "/api/v1/lessons/used", "", "If-Match", "*"), 204);
  }

  @Test
  void aNumberThatCannotBeIsRefusedWithItsRemedy() throws Exception {
    agent("numbered", "", "Hello.");
    post("/api/v1/agents/numbered/publish", "{}");
    for (String number :
        List.of("1000", "tutor", "91*", "", "a b", "*", "12*3", "?", "1?2", "9197")) {
      JsonNode problem =
          json(
              plane.send(
                  "POST",
                  "/api/v1/numbers",
                  "{\"number\": \"%s\", \"agent\": \"numbered\"}".formatted(number)),
              422);
      assertThat(problem.at("/errors/0/field").asString()).as(number).isEqualTo("number");
      assertThat(problem.at("/errors/0/remedy").asString()).as(number).isNotBlank();
    }
    String pinned = "{\"number\": \"6001\", \"agent\": \"numbered\", \"version\": 5}";
    assertThat(
            json(plane.send("POST", "/api/v1/numbers", pinned), 422)
                .at("/errors/0/field")
                .asString())
        .isEqualTo("version");
    String good = "{\"number\": \"+4930*\", \"agent\": \"numbered\", \"version\": 1}";
    post("/api/v1/numbers", good);
    json(plane.send("POST", "/api/v1/numbers", good), 422);
    assertThat(plane.get("/api/v1/numbers/+4930*").path("effective_version").asInt()).isEqualTo(1);
  }

  @Test
  void aNumberIsRoutedSoonAndWhileTheDatabaseIsAwayAndAfterANewStart() throws Exception {
    post("/api/v1/lessons", lesson("volcanoes", "Volcanoes"));
    agent("volcano-tutor", "volcanoes", "Welcome to the volcano.");
    post("/api/v1/agents/volcano-tutor/publish", "{}");
    post("/api/v1/numbers", "{\"number\": \"7001\", \"agent\": \"volcano-tutor\"}");
    Await.until("7001 is routed", SOON, () -> reached(plane, "7001").equals("volcano-tutor@1"));
    PublishedAgent agent =
        plane.directory().find(TenantId.DEFAULT, new AgentRef("volcano-tutor", 1)).orElseThrow();
    assertThat(agent.definition().greeting()).isEqualTo("Welcome to the volcano.");
    assertThat(agent.lesson()).isNotNull();
    assertThat(plane.directory().find(OTHER, new AgentRef("volcano-tutor", 1))).isEmpty();

    post("/api/v1/agents/volcano-tutor/rollback", "{\"version\": 1}");
    Await.until("it follows", SOON, () -> reached(plane, "7001").equals("volcano-tutor@2"));
    Await.until("it is on disk", SOON, () -> isOnDisk("7001", 2));

    Signals.send(
        "KILL",
        Long.parseLong(
            Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip()));
    assertThat(reached(plane, "7001")).isEqualTo("volcano-tutor@2");
    try (RunningPlane alone = again()) {
      assertThat(reached(alone, "7001")).isEqualTo("volcano-tutor@2");
      assertThat(
              alone
                  .directory()
                  .find(TenantId.DEFAULT, new AgentRef("volcano-tutor", 2))
                  .orElseThrow()
                  .definition()
                  .greeting())
          .isEqualTo("Welcome to the volcano.");
      json(alone.send("GET", "/api/v1/numbers", ""), 503);
    }
    Await.until(
        "it is back",
        Duration.ofSeconds(60),
        () -> plane.send("GET", "/api/v1/numbers", "").statusCode() == 200);
    json(plane.send("DELETE", "/api/v1/numbers/7001", "", "If-Match", "\"1\""), 204);
    Await.until("it is gone", SOON, () -> reached(plane, "7001").equals("nothing"));
  }

  private static boolean isOnDisk(String number, int version) throws IOException {
    String kept = plane.routesOnDisk();
    return !kept.isEmpty()
        && Documents.tree(kept)
            .at("/listing/numbers")
            .valueStream()
            .anyMatch(each ->
                each.path("number").asString().equals(number)
                    && each.path("version").asInt() == version);
  }

  /** A start on a copy of the file, with a database that nobody answers at. */
  private static RunningPlane again() throws Exception {
    Path elsewhere = Files.createDirectories(data.resolve("again"));
    Files.copy(data.resolve("routes.json"), elsewhere.resolve("routes.json"));
    return new RunningPlane(elsewhere, "postgres://nobody:x@127.0.0.1:1/parley");
  }

  private static String reached(RunningPlane at, String dialled) {
    return at.directory().lookup(dialled) instanceof Route.ToAgent route
        ? route.agent().toString()
        : "nothing";
  }

  @Test
  void anotherTenantsThingsAreNotThere() throws Exception {
    agent("ours", "", "Ours.");
    post("/api/v1/agents/ours/publish", "{}");
    boolean made =
        asApplication.in(
            OTHER,
            jdbc ->
                jdbc.update("INSERT INTO tenants (tenant_id, name) VALUES ('other', 'Other')")
                        + jdbc.update(
                            "INSERT INTO agents (tenant_id, id, draft, latest_version)"
                                + " VALUES ('other', 'theirs', ?::jsonb, 1)",
                            Documents.text(definition()))
                        + jdbc.update(
                            "INSERT INTO agent_versions (tenant_id, agent_id, version, definition,"
                                + " published_by) VALUES ('other', 'theirs', 1, ?::jsonb, 'x')",
                            Documents.text(definition()))
                        + jdbc.update(
                            "INSERT INTO numbers (tenant_id, number, agent_id)"
                                + " VALUES ('other', '8001', 'theirs')")
                    == 4);
    assertThat(made).isTrue();
    Await.until("8001 is routed", SOON, () -> reached(plane, "8001").equals("theirs@1"));
    assertThat(plane.directory().lookup("8001"))
        .isEqualTo(new Route.ToAgent(OTHER, new AgentRef("theirs", 1)));
    for (String path :
        List.of(
            "/api/v1/numbers/8001",
            "/api/v1/agents/theirs",
            "/api/v1/agents/theirs/versions",
            "/api/v1/agents/theirs/versions/1",
            "/api/v1/agents/theirs/diff?from=1")) {
      json(plane.send("GET", path, ""), 404);
    }
    json(plane.send("DELETE", "/api/v1/numbers/8001", "", "If-Match", "*"), 404);
    json(plane.send("POST", "/api/v1/agents/theirs/publish", "{}"), 404);
    String theirs = "{\"number\": \"8002\", \"agent\": \"theirs\"}";
    json(plane.send("POST", "/api/v1/numbers", theirs), 422);
    assertThat(plane.get("/api/v1/agents?limit=200").path("items"))
        .noneMatch(item -> item.path("id").asString().equals("theirs"));
    List<String> seen =
        asApplication.in(OTHER, jdbc -> jdbc.queryForList("SELECT id FROM agents", String.class));
    assertThat(seen).containsExactly("theirs");
    int changed = asApplication.inDirectory(jdbc -> jdbc.update("UPDATE numbers SET label = 'x'"));
    assertThat(changed).as("the directory only reads").isZero();
  }

  private static JsonNode definition() {
    return AgentDocuments.SCHEMA.complete(Documents.parse("{\"name\": \"Theirs\"}"));
  }

  @Test
  void schemasAndTemplatesAreServed() throws Exception {
    for (String path : List.of("lesson-schema", "agent-schema", "number-schema", "trunk-schema")) {
      assertThat(plane.get("/api/v1/" + path).path("$schema").asString()).contains("2020-12");
    }
    JsonNode template = plane.get("/api/v1/agent-templates").at("/items/0");
    assertThat(template.path("id").asString()).isEqualTo("tutor");
    JsonNode made = post("/api/v1/agents", "{\"definition\": " + template.path("definition") + "}");
    assertThat(made.path("id").asString()).isEqualTo("tutor-2");
  }
}
