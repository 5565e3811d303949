package io.parley.loadtests.hook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes webhooks on a port of this machine and writes a line for each before it answers:
 * webhook-id, type, call, number within the call, SIP Call-ID (of {@code call.started}), separated
 * by tabs. Arguments: port and file. Runs until it is ended; a later one goes on with the same
 * file.
 */
public final class ReceiveCommand {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  private ReceiveCommand(Path file) {
    this.file = file;
  }

  /** The port, then the file. */
  public static void main(String[] arguments) throws IOException {
    ReceiveCommand receiver = new ReceiveCommand(Path.of(arguments[1]));
    int port = Integer.parseInt(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", receiver::take);
    server.start();
    System.out.println("receiving at http://127.0.0.1:" + port + "/");
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String line =
        String.join(
            "\t",
            String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
            event.path("type").asString(""),
            event.path("call_id").asString(""),
            String.valueOf(event.path("seq").asLong(0)),
            event.path("data").path("sip").path("call_id").asString(""));
    append(line + "\n");
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private synchronized void append(String line) throws IOException {
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
