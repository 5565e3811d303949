package io.parley.control.api;

import java.util.List;

/** A lesson, a published agent that teaches it, a trunk, and its number that reaches the agent. */
final class AgentThings {
  /** What can be asked of them; whoever may not see them finds nothing. */
  static final List<String> REQUESTS =
      List.of(
          "GET /api/v1/lessons/secret",
          "DELETE /api/v1/lessons/secret",
          "PUT /api/v1/lessons/secret",
          "GET /api/v1/agents/hidden",
          "DELETE /api/v1/agents/hidden",
          "PUT /api/v1/agents/hidden/draft",
          "POST /api/v1/agents/hidden/publish",
          "GET /api/v1/agents/hidden/versions",
          "GET /api/v1/agents/hidden/versions/1",
          "GET /api/v1/agents/hidden/diff?from=1",
          "GET /api/v1/numbers/4711",
          "PUT /api/v1/numbers/4711",
          "DELETE /api/v1/numbers/4711",
          "GET /api/v1/trunks/carrier",
          "PUT /api/v1/trunks/carrier",
          "DELETE /api/v1/trunks/carrier",
          "GET /api/v1/providers/our-groq",
          "PUT /api/v1/providers/our-groq",
          "POST /api/v1/providers/our-groq/test",
          "DELETE /api/v1/providers/our-groq");

  private AgentThings() {}

  static void make(Person owner) throws Exception {
    owner.json(
        "POST",
        "/api/v1/lessons",
        """
        {"name": "secret", "title": "Secret",
         "key_points": [{"term": "lava", "explanation": "Lava is hot."}],
         "questions": [{"ask": "Is it?", "accepted": ["yes"], "explanation": "It is."}]}
        """);
    owner.json(
        "POST",
        "/api/v1/agents",
        "{\"id\": \"hidden\", \"definition\": {\"name\": \"H\", \"lesson\": \"secret\"}}");
    owner.json("POST", "/api/v1/agents/hidden/publish", "{}");
    owner.json(
        "POST",
        "/api/v1/trunks",
        "{\"name\": \"carrier\", \"allowed_networks\": [\"192.0.2.0/24\"]}");
    owner.json(
        "POST",
        "/api/v1/providers",
        "{\"name\": \"our-groq\", \"provider\": \"groq\", \"key\": \"gsk_0123456789abcdef\"}");
    owner.json(
        "POST",
        "/api/v1/numbers",
        "{\"number\": \"4711\", \"agent\": \"hidden\", \"trunk\": \"carrier\"}");
  }
}
