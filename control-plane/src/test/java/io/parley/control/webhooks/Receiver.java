package io.parley.control.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's own server that webhooks are sent to: keeps what it took, and can go away. */
final class Receiver implements AutoCloseable {
  /** Short times to wait. */
  static final WebhookLimits QUICK =
      new WebhookLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMillis(50),
          Duration.ofMillis(400),
          Duration.ofHours(24),
          3,
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          4,
          Duration.ofDays(7));

  private static final JsonMapper JSON = new JsonMapper();

  private final List<Got> taken = new CopyOnWriteArrayList<>();
  private final List<Got> turnedAway = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile ToIntFunction<Got> answer = _ -> 200;
  private HttpServer server;
  private int port;

  /** One request. */
  record Got(String path, String id, String timestamp, String signature, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String type() {
      return json().path("type").asString();
    }

    String call() {
      return json().path("call_id").asString("");
    }
  }

  Receiver() throws IOException {
    begin();
  }

  /** Comes back, at the same port. */
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
    port = server.getAddress().getPort();
  }

  /** Goes away. */
  void end() {
    server.stop(0);
  }

  /** What it says from now on. */
  void answers(ToIntFunction<Got> status) {
    answer = status;
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    Got got =
        new Got(
            exchange.getRequestURI().getPath(),
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    int status = answer.applyAsInt(got);
    (status / 100 == 2 ? taken : turnedAway).add(got);
    byte[] text = ("status " + status).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  /** What it took below {@code path}, in the order it came. */
  List<Got> taken(String path) {
    return taken.stream().filter(got -> got.path().equals(path)).toList();
  }

  /** What it did not take below {@code path}. */
  List<Got> turnedAway(String path) {
    return turnedAway.stream().filter(got -> got.path().equals(path)).toList();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  @Override
  public void close() {
    end();
    threads.shutdownNow();
  }

  /** Waits for {@code latch}, for half a minute at most. */
  static boolean isOver(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
