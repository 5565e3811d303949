package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that somebody made over the API, reached by its own number, also after a new start. */
@Timeout(240)
class OwnAgentIT {
  private static final String GREETING =
      "Welcome to the volcano school. Ask me about volcanoes, or say, give me a question.";

  @TempDir Path folder;

  @Test
  void agentMadeOverTheApiTeachesItsNewLessonAtItsOwnNumber() throws Exception {
    try (Product product = Product.start(folder.resolve("data"), Map.of())) {
      Awaitility.await("the database")
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(product.get("/api/v1/lessons")).contains("items"));
      product.post(
          "/api/v1/lessons", Files.readString(Path.of("src/test/resources/volcanoes.json")));
      product.post(
          "/api/v1/agents",
          "{\"id\": \"volcano-tutor\", \"definition\": {\"name\": \"Volcano tutor\","
              + " \"lesson\": \"volcanoes\", \"greeting\": \""
              + GREETING
              + "\"}}");
      product.post("/api/v1/agents/volcano-tutor/publish", "{}");
      product.post("/api/v1/numbers", "{\"number\": \"7001\", \"agent\": \"volcano-tutor\"}");
      Path routes = product.data.resolve("routes.json");
      Awaitility.await("the number on the edge")
          .atMost(Duration.ofSeconds(2))
          .ignoreExceptions()
          .until(() -> Files.readString(routes).contains("7001"));

      Path recording = folder.resolve("volcano.wav");
      assertThat(talk(product, "--record", recording.toString()))
          .containsPattern("\"result\" ?: ?\"ok\"");
      assertThat(
              Listener.keyWordsIn(
                  recording,
                  2,
                  List.of(
                      "volcano",
                      "volcanoes",
                      "school",
                      "opening",
                      "earth",
                      "hot",
                      "melted",
                      "rock",
                      "ash",
                      "gas",
                      "question",
                      "ground")))
          .hasSizeGreaterThanOrEqualTo(3);
      Awaitility.await("the call on record")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(product.get("/api/v1/calls"))
                  .contains("\"agent\":\"volcano-tutor\"", "\"agent_version\":1"));
      String list = product.get("/api/v1/calls");
      String id = list.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
      assertThat(product.get("/api/v1/calls/" + id)).contains(GREETING);

      product.crash();
      product.start();
      assertThat(talk(product)).containsPattern("\"result\" ?: ?\"ok\"");
    }
  }

  private String talk(Product product, String... more) throws Exception {
    List<String> words =
        new java.util.ArrayList<>(
            List.of(
                "--number", "7001", "--say", "what is a volcano", "--say", "goodbye", "--json"));
    words.addAll(List.of(more));
    return product.call(folder, words.toArray(String[]::new));
  }
}
