package io.parley.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A voice session with a message in it. */
final class SessionThings {
  /** What can be asked of the session {@code %s}; whoever may not see it finds nothing. */
  static final List<String> REQUESTS =
      List.of(
          "GET /api/v1/voice-sessions/%s",
          "PATCH /api/v1/voice-sessions/%s",
          "POST /api/v1/voice-sessions/%s/pause",
          "POST /api/v1/voice-sessions/%s/resume",
          "POST /api/v1/voice-sessions/%s/end",
          "GET /api/v1/voice-sessions/%s/messages",
          "POST /api/v1/voice-sessions/%s/messages",
          "GET /api/v1/voice-sessions/%s/messages/1/audio",
          "POST /api/v1/voice-sessions/%s/audio",
          "GET /api/v1/voice-sessions/%s/jobs",
          "GET /api/v1/voice-sessions/%1$s/jobs/%1$s",
          "DELETE /api/v1/voice-sessions/%s");

  private SessionThings() {}

  static String make(Person owner) throws Exception {
    String id = owner.json("POST", "/api/v1/voice-sessions", "{}").at("/session/id").asString();
    owner.json("POST", "/api/v1/voice-sessions/" + id + "/messages", "{\"text\": \"secret\"}");
    return id;
  }

  /** Fails unless {@code foreigner} finds nothing of the session {@code id}, and no other. */
  static void hideFrom(Person foreigner, String id) throws Exception {
    for (String request : REQUESTS) {
      String[] parts = request.formatted(id).split(" ", 2);
      HttpResponse<String> answer = foreigner.send(parts[0], parts[1], "{\"text\": \"hello\"}");
      assertThat(answer.statusCode()).as(request + answer.body()).isEqualTo(404);
    }
    for (String list : List.of("voice-sessions", "voice-sessions/statistics")) {
      JsonNode items = foreigner.json("GET", "/api/v1/" + list, "").path("items");
      assertThat(items.size()).as(list).isZero();
    }
  }
}
