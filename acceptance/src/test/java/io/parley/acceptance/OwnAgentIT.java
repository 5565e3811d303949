package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An agent that somebody made over the API, as the pages for integrators say, reached by its own
 * number, also after a new start.
 */
@Timeout(240)
@Execution(ExecutionMode.SAME_THREAD)
class OwnAgentIT {
  private static final String GREETING =
      "Welcome to the volcano school. What would you like to know?";

  private static final List<String> LESSON_WORDS =
      List.of(
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
          "ground");

  @TempDir Path folder;

  @Test
  void agentMadeOverTheApiTeachesItsNewLessonAtItsOwnNumber() throws Exception {
    try (Product product = Product.start(folder.resolve("data"), Map.of())) {
      Awaitility.await("the database")
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(product.get("/api/v1/lessons")).contains("items"));
      Examples examples = new Examples(product, folder.resolve("checkout"));
      examples.run("agents.md");
      assertThat(Files.readString(product.data.resolve("routes.json"))).contains("7001");
      Path recording = folder.resolve("checkout/volcano.wav");
      assertThat(Listener.keyWordsIn(recording, 2, with(LESSON_WORDS, "volcano")))
          .hasSizeGreaterThanOrEqualTo(3);
      Awaitility.await("the call on record")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(product.get("/api/v1/calls"))
                  .contains("\"agent\":\"volcano-tutor\"", "\"agent_version\":1"));
      String list = product.get("/api/v1/calls");
      String id = list.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
      assertThat(product.get("/api/v1/calls/" + id)).contains(GREETING);

      Path kept = fetchRecording(product, id);
      hearBothSides(kept);
      examples.run("integrators.md");
      examples.run("telephony.md");

      product.crash();
      product.start();
      assertThat(talk(product)).containsPattern("\"result\" ?: ?\"ok\"");
    }
  }

  /** Over the API and a link, as soon as it is on record. */
  private Path fetchRecording(Product product, String call) throws Exception {
    String path = "/api/v1/calls/" + call + "/recording";
    Awaitility.await("the recording on record")
        .atMost(Duration.ofSeconds(20))
        .until(() -> product.fetch(path).statusCode() == 200);
    String about = product.get(path);
    assertThat(about).contains("\"channels\":2", "\"rate_hz\":8000");
    String url = about.replaceFirst("(?s).*\"url\":\"([^\"]+)\".*", "$1");
    Path wav = folder.resolve("kept.wav");
    try (var in = URI.create("http://127.0.0.1:" + product.httpPort + url).toURL().openStream()) {
      Files.copy(in, wav);
    }
    assertThat(product.get(path + "/peaks")).startsWith("{\"rate_hz\":8000");
    return wav;
  }

  /** The caller is left and asks, the agent is right and teaches. */
  private static void hearBothSides(Path wav) throws Exception {
    List<String> asked = List.of("what", "volcano", "goodbye", "good", "bye", "canoe");
    List<String> taught = with(LESSON_WORDS, "welcome", "about");
    assertThat(Listener.keyWordsIn(wav, 2, taught)).hasSizeGreaterThanOrEqualTo(3);
    assertThat(Listener.keyWordsIn(wav, 1, taught)).hasSizeLessThanOrEqualTo(1);
    assertThat(Listener.keyWordsIn(wav, 1, asked)).isNotEmpty();
  }

  private static List<String> with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toList();
  }

  private String talk(Product product) throws Exception {
    return product.call(
        folder, "--number", "7001", "--say", "what is a volcano", "--say", "goodbye", "--json");
  }
}
