package io.parley.control.api;

import java.util.List;

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
          "DELETE /api/v1/voice-sessions/%s");

  private SessionThings() {}

  static String make(Person owner) throws Exception {
    String id = owner.json("POST", "/api/v1/voice-sessions", "{}").at("/session/id").asString();
    owner.json("POST", "/api/v1/voice-sessions/" + id + "/messages", "{\"text\": \"secret\"}");
    return id;
  }
}
