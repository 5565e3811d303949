package io.parley.loadtests.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Asks the server's REST API every 400 ms what was said in words. Runs on a virtual thread of its
 * own; the call's thread takes new lines with {@link #fresh}.
 */
final class TranscriptPoller {
  private static final long PERIOD_MS = 400;
  private static final int LAST_LOOKS = 8;
  private static final long LAST_LOOK_MS = 250;

  /** One line of the transcript: {@code role} is caller or agent, {@code heard} what was played. */
  record Line(String role, String text, String heard, long atMs) {}

  private final URI api;
  private final Path tokenFile;
  private final String sipCallId;
  private final ObjectMapper json = new ObjectMapper();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();
  private volatile List<Line> lines = List.of();
  private volatile @Nullable String trouble;
  private @Nullable String recordId;
  private boolean ended;
  private int taken;
  private @Nullable Thread thread;

  TranscriptPoller(URI api, Path tokenFile, String sipCallId) {
    this.api = api;
    this.tokenFile = tokenFile;
    this.sipCallId = sipCallId;
  }

  void start() {
    thread = Thread.ofVirtual().name("transcript-poller").start(this::run);
  }

  private void run() {
    try {
      do {
        poll();
      } while (trouble == null && !stop.await(PERIOD_MS, TimeUnit.MILLISECONDS));
      for (int look = 0; trouble == null && look < LAST_LOOKS && !ended; look++) {
        poll();
        TimeUnit.MILLISECONDS.sleep(ended ? 0 : LAST_LOOK_MS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() throws InterruptedException {
    try {
      if (recordId == null) {
        String query = URLEncoder.encode(sipCallId, StandardCharsets.UTF_8);
        JsonNode items = get("/api/v1/calls?sip_call_id=" + query).path("items");
        recordId = items.isEmpty() ? null : items.get(0).path("id").asString("");
      }
      if (recordId != null) {
        JsonNode call = get("/api/v1/calls/" + recordId);
        lines = read(call.path("transcript"));
        ended = call.path("status").asString("ended").equals("ended");
      }
    } catch (ConnectException nobodyThere) {
      trouble = "nothing listens at " + api;
    } catch (IOException | JacksonException failed) {
      trouble = failed.getMessage() == null ? failed.toString() : failed.getMessage();
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path)).timeout(Duration.ofSeconds(2));
    if (Files.isReadable(tokenFile)) {
      request.header("Authorization", "Bearer " + Files.readString(tokenFile).strip());
    }
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() == 404) {
      return json.createObjectNode();
    }
    if (answer.statusCode() != 200) {
      throw new IOException(api + " answered " + answer.statusCode());
    }
    return json.readTree(answer.body());
  }

  private static List<Line> read(JsonNode transcript) {
    List<Line> found = new ArrayList<>();
    for (JsonNode entry : transcript) {
      found.add(
          new Line(
              entry.path("role").asString(""),
              entry.path("text").asString(""),
              entry.path("heard").asString(""),
              entry.path("at_ms").asLong(0)));
    }
    return List.copyOf(found);
  }

  /** Lines that have appeared since the last call. Call's thread only. */
  List<Line> fresh() {
    List<Line> all = lines;
    if (all.size() <= taken) {
      return List.of();
    }
    List<Line> more = all.subList(taken, all.size());
    taken = all.size();
    return more;
  }

  List<Line> all() {
    return lines;
  }

  /** Why there are no words; null while there may be. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Looks until the record says that the call has ended, and ends the thread: within 3 s. */
  void close() {
    stop.countDown();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(Duration.ofSeconds(3))) {
        running.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
  }
}
