package io.parley.loadtests.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a transcript from a small HTTP server. */
class TranscriptPollerIT {
  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  TranscriptPollerIT() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    String path = exchange.getRequestURI().toString();
    asked.add(path + " " + token);
    String body =
        path.contains("sip_call_id")
            ? "{\"items\":[{\"id\":\"7\"}]}"
            : """
            {"id":"7","transcript":[
              {"role":"agent","text":"Hello.","heard":"Hello.","at_ms":20},
              {"role":"caller","text":"stop","at_ms":900}]}
            """;
    boolean welcome = "Bearer secret".equals(token);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(welcome ? 200 : 401, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private TranscriptPoller poller(int port) {
    URI api = URI.create("http://127.0.0.1:" + port);
    return new TranscriptPoller(api, folder.resolve("admin-token"), "abc@127.0.0.1");
  }

  @Test
  void findsTheCallByItsSipIdAndReadsWhatWasSaid() throws IOException {
    Files.writeString(folder.resolve("admin-token"), "secret\n");
    TranscriptPoller poller = poller(server.getAddress().getPort());
    poller.start();
    poller.close();
    assertThat(poller.trouble()).isNull();
    assertThat(asked)
        .contains("/api/v1/calls?sip_call_id=abc%40127.0.0.1 Bearer secret")
        .contains("/api/v1/calls/7 Bearer secret");
    assertThat(poller.fresh())
        .containsExactly(
            new TranscriptPoller.Line("agent", "Hello.", "Hello.", 20),
            new TranscriptPoller.Line("caller", "stop", "", 900));
    assertThat(poller.fresh()).isEmpty();
  }

  @Test
  void saysOnceWhyThereAreNoWords() throws IOException {
    TranscriptPoller poller = poller(server.getAddress().getPort());
    poller.start();
    poller.close();
    assertThat(poller.trouble()).contains("answered 401");
    assertThat(poller.all()).isEmpty();
  }

  @Test
  void staysQuietAboutWordsWhenNothingListens() {
    int port = server.getAddress().getPort();
    server.stop(0);
    TranscriptPoller poller = poller(port);
    poller.start();
    poller.close();
    assertThat(poller.trouble()).contains("nothing listens");
  }
}
