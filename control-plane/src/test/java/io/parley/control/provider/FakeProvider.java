package io.parley.control.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A provider's API as the test of a credential sees it: each vendor's path, header and error body.
 * Takes one key; {@link #answers} makes it ill.
 */
final class FakeProvider implements AutoCloseable {
  static final String KEY = "sk-live-0123456789abcdef";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int forced;
  private volatile String type = "application/json";

  FakeProvider(@Nullable SSLContext tls) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(any, 10);
    } else {
      HttpsServer secure = HttpsServer.create(any, 10);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Method, path and the header with the key of each request. */
  List<String> requests() {
    return requests;
  }

  /** From now on every request is answered so. */
  void answers(int status, String contentType) {
    forced = status;
    type = contentType;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String bearer = header(exchange, "Authorization");
    String xi = header(exchange, "xi-api-key");
    requests.add(exchange.getRequestMethod() + " " + path + " " + bearer + xi);
    switch (path) {
      case "/v1/models" -> {
        boolean elevenlabs = !xi.isEmpty();
        boolean known = elevenlabs ? xi.equals(KEY) : bearer.equals("Bearer " + KEY);
        String refusal =
            elevenlabs
                ? "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"Invalid API key\"}}"
                : "{\"error\":{\"message\":\"Incorrect API key provided\",\"type\":"
                    + "\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}";
        answer(exchange, known, "{\"object\":\"list\",\"data\":[]}", refusal);
      }
      case "/v1/auth/token" ->
          answer(
              exchange,
              bearer.equals("Token " + KEY),
              "{\"api_key_id\":\"k\",\"scopes\":[\"usage:write\"]}",
              "{\"err_code\":\"INVALID_AUTH\",\"err_msg\":\"Invalid credentials.\"}");
      case "/models" ->
          answer(
              exchange,
              bearer.equals("Bearer " + KEY)
                  && header(exchange, "Cartesia-Version").matches("\\d{4}-\\d\\d-\\d\\d"),
              "[]",
              "{\"error\":\"invalid api key\"}");
      default -> send(exchange, 404, "{\"error\":\"not found\"}");
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private void answer(HttpExchange exchange, boolean known, String good, String refusal)
      throws IOException {
    if (forced != 0) {
      send(exchange, forced, "{}");
    } else {
      send(exchange, known ? 200 : 401, known ? good : refusal);
    }
  }

  private void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
