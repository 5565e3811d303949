package io.parley.testsupport.openai;

import io.parley.kernel.time.Pause;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fake server. Checks key, path and body of each request as the real API does, answers with the
 * next {@link Completion} that was queued, else with the usual one. One virtual thread a
 * connection; safe from any thread.
 */
public final class FakeOpenAi implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_BODY_BYTES = 1 << 20;

  private final String apiKey;
  private final ServerSocket server;
  private final ConcurrentLinkedQueue<Completion> queue = new ConcurrentLinkedQueue<>();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final Map<Socket, Boolean> connections = new ConcurrentHashMap<>();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private volatile Completion usual = Completion.of("Hello. How can I help you?");
  private volatile boolean knowsTools = true;

  /**
   * Listens on {@code port} of the loopback, 0 for any.
   *
   * @param apiKey the key that is needed; empty: none is asked for
   */
  public FakeOpenAi(int port, String apiKey) throws IOException {
    this.apiKey = apiKey;
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fake-openai-accept").start(this::accept);
  }

  /** The base URL to configure. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
  }

  /** What is answered when nothing is queued. */
  public void answers(Completion completion) {
    usual = completion;
  }

  /** What is answered to the next requests, one each. */
  public void answersNext(Completion... completions) {
    queue.addAll(List.of(completions));
  }

  /** From now on a request with tools is refused, as models do that know none. */
  public void knowsNoTools() {
    knowsTools = false;
  }

  /** The bodies of the accepted requests, oldest first. */
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /** How many streams the client closed before their end. */
  public int abandoned() {
    return abandoned.get();
  }

  /** How many connections the client broke between two requests. */
  public int broken() {
    return broken.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : connections.keySet()) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.put(socket, true);
        Thread.ofVirtual().name("fake-openai").start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String request = line(in);
      while (request != null) {
        Map<String, String> headers = headers(in);
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(Math.min(length, LONGEST_BODY_BYTES));
        if (!answer(socket, request, headers, body)) {
          return;
        }
        request = line(in);
      }
    } catch (IOException e) {
      broken.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  /** Answers one request; {@code false}: the connection is over. */
  private boolean answer(Socket socket, String request, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    StreamWriter out = new StreamWriter(socket, Pause.SLEEP);
    if (!request.startsWith("POST /v1/chat/completions ")) {
      out.refuse(404, 0, "Unknown request URL: " + request);
      return true;
    }
    if (!apiKey.isEmpty() && !("Bearer " + apiKey).equals(headers.get("authorization"))) {
      out.refuse(401, 0, "Incorrect API key provided.");
      return true;
    }
    JsonNode json = parse(body);
    String refusal = json == null ? "We could not parse the JSON body." : refusal(json);
    if (refusal != null || json == null) {
      out.refuse(400, 0, String.valueOf(refusal));
      return true;
    }
    return complete(out, json);
  }

  private @Nullable String refusal(JsonNode json) {
    String refusal = RequestCheck.refuse(json);
    return refusal == null && json.has("tools") && !knowsTools
        ? json.path("model").asString() + " does not support tools"
        : refusal;
  }

  private boolean complete(StreamWriter out, JsonNode json)
      throws IOException, InterruptedException {
    requests.add(json);
    Completion queued = queue.poll();
    Completion completion = queued == null ? usual : queued;
    Pause.SLEEP.pause(completion.firstAfter());
    if (completion.status() != 200) {
      String error = completion.error();
      out.refuse(completion.status(), completion.retryAfterS(), error == null ? "" : error);
      return true;
    }
    try {
      return out.stream(completion, json);
    } catch (IOException e) {
      abandoned.incrementAndGet();
      return false;
    }
  }

  /** For tests that must see an effect on this server: waits for it, at most five seconds. */
  public boolean awaits(BooleanSupplier effect) throws InterruptedException {
    for (int i = 0; i < 500 && !effect.getAsBoolean(); i++) {
      Pause.SLEEP.pause(Duration.ofMillis(10));
    }
    return effect.getAsBoolean();
  }

  private static @Nullable JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    String line = line(in);
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
      line = line(in);
    }
    return headers;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      line.append((char) b);
      b = in.read();
    }
    return b < 0 && line.isEmpty()
        ? null
        : new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
            .strip();
  }
}
