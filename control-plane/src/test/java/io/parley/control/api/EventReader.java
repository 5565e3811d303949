package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events as a browser does: the last id is kept, comments are passed over. */
final class EventReader implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;
  private String lastId = "";

  private EventReader(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  record Event(String id, String type, JsonNode data) {
    long seq() {
      return data.path("seq").asLong();
    }

    String call() {
      return data.path("call_id").asString("");
    }
  }

  static EventReader open(HttpRequest.Builder request, String lastId) throws Exception {
    HttpRequest.Builder asked =
        lastId.isEmpty() ? request : request.header("Last-Event-ID", lastId);
    EventReader reader = new EventReader(HTTP.send(asked.build(), BodyHandlers.ofInputStream()));
    reader.lastId = lastId;
    return reader;
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String lastId() {
    return lastId;
  }

  /** The next so many events. */
  List<Event> next(int count) throws IOException {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(block("an event"));
    }
    return events;
  }

  /** Every event until the server ends the stream. */
  List<Event> all() throws IOException {
    List<Event> events = new ArrayList<>();
    for (Event event = block(""); !event.type().isEmpty(); event = block("")) {
      events.add(event);
    }
    return events;
  }

  /** Passes over comments until the first id is known. */
  void awaitPosition() throws IOException {
    while (lastId.isEmpty()) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("the stream ended before it said where it is");
      }
      keepId(line);
    }
  }

  /** One block with data; one without a type when the stream ends and {@code wanted} is empty. */
  private Event block(String wanted) throws IOException {
    String type = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      keepId(line);
      if (line.startsWith("event: ")) {
        type = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && !data.isEmpty()) {
        return new Event(lastId, type, JSON.readTree(data));
      }
    }
    if (wanted.isEmpty()) {
      return new Event(lastId, "", JSON.createObjectNode());
    }
    throw new IOException("the stream ended before " + wanted);
  }

  private void keepId(String line) {
    if (line.startsWith("id: ")) {
      lastId = line.substring(4);
    }
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
