package io.parley.control.provider;

import java.util.Arrays;
import java.util.Map;

/**
 * A provider whose credentials can be kept: where it is, and the cheapest request that needs the
 * key, as its documentation gives it.
 */
enum ProviderKind {
  /** {@code GET /models} (platform.openai.com/docs/api-reference/models). */
  OPENAI("openai", "https://api.openai.com/v1", "/models", "gpt-4o-mini"),
  /** The same (console.groq.com/docs/api-reference). */
  GROQ("groq", "https://api.groq.com/openai/v1", "/models", "llama-3.1-8b-instant"),
  /** The same, on a server of one's own. */
  OPENAI_COMPATIBLE("openai-compatible", "", "/models", ""),
  /** {@code GET /v1/auth/token} (developers.deepgram.com/docs/authenticating). */
  DEEPGRAM("deepgram", "https://api.deepgram.com", "/v1/auth/token", ""),
  /** {@code GET /v1/models} (elevenlabs.io/docs/api-reference/models). */
  ELEVENLABS("elevenlabs", "https://api.elevenlabs.io", "/v1/models", ""),
  /** {@code GET /models} (docs.cartesia.ai/api-reference/models/list). */
  CARTESIA("cartesia", "https://api.cartesia.ai", "/models", "");

  private static final String AUTHORIZATION = "Authorization";
  private static final String CARTESIA_VERSION = "2025-04-16";

  private final String label;
  private final String baseUrl;
  private final String testPath;
  private final String model;

  ProviderKind(String label, String baseUrl, String testPath, String model) {
    this.label = label;
    this.baseUrl = baseUrl;
    this.testPath = testPath;
    this.model = model;
  }

  /** The provider of this name, which the schema knows. */
  static ProviderKind of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label.equals(label))
        .findFirst()
        .orElseThrow();
  }

  /** Whether it answers with a language model. */
  boolean isLanguageModel() {
    return testPath.equals("/models") && this != CARTESIA;
  }

  /** {@code given}, or the provider's own address; empty when it has none. */
  String baseUrl(String given) {
    return given.isEmpty() ? baseUrl : given.replaceAll("/+$", "");
  }

  /** {@code given}, or the provider's small fast model; empty when it has none. */
  String model(String given) {
    return given.isEmpty() ? model : given;
  }

  /** What the test asks for, below the base URL. */
  String testPath() {
    return testPath;
  }

  /** The headers that carry the key. */
  Map<String, String> headers(String key) {
    if (key.isEmpty()) {
      return Map.of();
    }
    return switch (this) {
      case OPENAI, GROQ, OPENAI_COMPATIBLE -> Map.of(AUTHORIZATION, "Bearer " + key);
      case DEEPGRAM -> Map.of(AUTHORIZATION, "Token " + key);
      case ELEVENLABS -> Map.of("xi-api-key", key);
      case CARTESIA -> Map.of(AUTHORIZATION, "Bearer " + key, "Cartesia-Version", CARTESIA_VERSION);
    };
  }
}
