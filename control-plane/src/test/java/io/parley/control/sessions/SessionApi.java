package io.parley.control.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.RunningPlane;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who holds voice sessions. */
record SessionApi(RunningPlane plane) {
  static final JsonMapper JSON = new JsonMapper();
  static final String PATH = "/api/v1/voice-sessions";

  /** Lessons lava and snow, agent geo that teaches lava, and new, which is a draft. */
  void makeAgents() throws Exception {
    made("/api/v1/lessons", lesson("lava"));
    made("/api/v1/lessons", lesson("snow"));
    made(
        "/api/v1/agents",
        "{\"id\": \"geo\", \"definition\": {\"name\": \"Geo\", \"lesson\": \"lava\","
            + " \"variables\": {\"level\": \"any\"}}}");
    made("/api/v1/agents", "{\"id\": \"new\", \"definition\": {\"name\": \"New\"}}");
    made("/api/v1/agents/geo/publish", "{}");
  }

  private static String lesson(String name) {
    return """
    {"name": "%s", "title": "T", "key_points": [{"term": "t", "explanation": "E."}],
     "questions": [{"ask": "Q?", "accepted": ["a"], "explanation": "E."}]}
    """
        .formatted(name);
  }

  JsonNode made(String path, String body, String... headers) throws Exception {
    HttpResponse<String> answer = plane.send("POST", path, body, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  JsonNode answered(int status, String method, String path, String body) throws Exception {
    HttpResponse<String> answer = plane.send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  /** Begins a session; answers its path. */
  String begin(String body) throws Exception {
    return PATH + "/" + made(PATH, body).at("/session/id").asString();
  }

  JsonNode say(String session, String text) throws Exception {
    return made(session + "/messages", "{\"text\": \"" + text + "\"}");
  }

  /** The problem that {@code answer} is, which has to be this one. */
  JsonNode refused(int status, String type, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("type").asString()).isEqualTo("urn:parley:problem:" + type);
    return problem;
  }

  /** Whether a turn of the session is under way. */
  boolean isProcessing(String path) {
    try {
      return plane.get(path).path("processing").asBoolean();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
