package io.parley.agent.provider.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which model answers, and how long it may take.
 *
 * @param apiKey sent as bearer token; empty for servers that need none
 * @param baseUrl up to and without {@code /chat/completions}
 * @param maxTokens of one reply
 * @param connect longest wait for a connection
 * @param firstToken longest wait from the request to the first word
 * @param gap longest wait between two words
 */
public record OpenAiConfig(
    String apiKey,
    URI baseUrl,
    String model,
    int maxTokens,
    Duration connect,
    Duration firstToken,
    Duration gap) {
  private static final URI OPENAI = URI.create("https://api.openai.com/v1");
  private static final URI GROQ = URI.create("https://api.groq.com/openai/v1");
  private static final String OPENAI_MODEL = "gpt-4o-mini";
  private static final String GROQ_MODEL = "llama-3.1-8b-instant";

  /** Checks the values; a message names the setting. */
  public OpenAiConfig {
    String scheme = String.valueOf(baseUrl.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "OPENAI_BASE_URL=" + baseUrl + " is not a URL; write http://host:port/v1");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException(
          "PARLEY_LLM_MODEL is empty; name the model that " + baseUrl + " shall use");
    }
    if (apiKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "OPENAI_API_KEY (or GROQ_API_KEY) holds a blank or control character; copy it again");
    }
    if (maxTokens < 16) {
      throw new IllegalArgumentException(
          "the reply's limit of " + maxTokens + " tokens is too low");
    }
  }

  /** The usual limits. */
  public OpenAiConfig(String apiKey, URI baseUrl, String model) {
    this(
        apiKey,
        baseUrl,
        model,
        300,
        Duration.ofSeconds(3),
        Duration.ofSeconds(8),
        Duration.ofSeconds(8));
  }

  /**
   * From the settings of the environment, each empty when not set; empty when they name no model
   * server. A base URL wins; else the key says whose it is.
   */
  public static Optional<OpenAiConfig> of(
      String openAiKey, String groqKey, String baseUrl, String model) {
    if (openAiKey.isBlank() && groqKey.isBlank() && baseUrl.isBlank()) {
      return Optional.empty();
    }
    URI implied = openAiKey.isBlank() ? GROQ : OPENAI;
    URI url = baseUrl.isBlank() ? implied : url(baseUrl.strip());
    boolean groq = GROQ.getHost().equals(url.getHost());
    boolean groqsKey = openAiKey.isBlank() || (groq && !groqKey.isBlank());
    String key = groqsKey ? groqKey : openAiKey;
    String name = model.isBlank() ? usualModel(url) : model;
    return Optional.of(new OpenAiConfig(key.strip(), url, name.strip()));
  }

  /** The small fast model of a server that is known; empty for others. */
  private static String usualModel(URI url) {
    if (GROQ.getHost().equals(url.getHost())) {
      return GROQ_MODEL;
    }
    return OPENAI.getHost().equals(url.getHost()) ? OPENAI_MODEL : "";
  }

  private static URI url(String text) {
    try {
      return URI.create(text.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "OPENAI_BASE_URL=" + text + " is not a URL; write http://host:port/v1", e);
    }
  }

  /** Where completions are asked for. */
  URI completions() {
    return URI.create(baseUrl + "/chat/completions");
  }

  /** Whether the server knows {@code max_completion_tokens}; the others know the older name. */
  boolean isModern() {
    return baseUrl.equals(OPENAI) || baseUrl.equals(GROQ);
  }

  @Override
  public String toString() {
    return "OpenAiConfig[baseUrl="
        + baseUrl
        + ", model="
        + model
        + ", apiKey="
        + (apiKey.isEmpty() ? "none" : "***")
        + "]";
  }
}
