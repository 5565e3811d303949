package io.parley.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    Queue<String> delivered = new ConcurrentLinkedQueue<>();
    HttpServer receiver = receiver(delivered);
    try (Product product =
        Product.start(folder.resolve("data"), Map.of("PARLEY_WEBHOOK_ALLOW", "127.0.0.0/8"))) {
      Awaitility.await("the database")
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(product.get("/api/v1/lessons")).contains("items"));
      Examples examples =
          new Examples(
              product,
              folder.resolve("checkout"),
              Map.of(
                  "https://crm.example.org",
                  "http://127.0.0.1:" + receiver.getAddress().getPort()));
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
      runOtherPages(examples, delivered);

      product.crash();
      product.start();
      assertThat(talk(product)).containsPattern("\"result\" ?: ?\"ok\"");
    } finally {
      receiver.stop(0);
    }
  }

  /** Recordings last: their page deletes one. */
  private static void runOtherPages(Examples examples, Queue<String> delivered) throws Exception {
    for (String page :
        List.of(
            "integrators.md",
            "telephony.md",
            "organisation.md",
            "providers.md",
            "voice-sessions.md",
            "webhooks.md",
            "recordings.md")) {
      examples.run(page);
    }
    Awaitility.await("the webhook's test")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(delivered).anyMatch(b -> b.contains("webhook.test")));
  }

  /** Takes every delivery. */
  private static HttpServer receiver(Queue<String> delivered) throws IOException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          delivered.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
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
