package io.parley.agent.provider.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one event of a chat completion says.
 *
 * @param content text to be spoken, may be empty
 * @param endsCall the model calls the tool that ends the call
 * @param finish why the reply is over, empty while it is not
 * @param error what went wrong in mid-stream, or null
 * @param promptTokens of the usage event, else 0
 * @param replyTokens of the usage event, else 0
 */
record ChatChunk(
    String content,
    boolean endsCall,
    String finish,
    @Nullable String error,
    int promptTokens,
    int replyTokens) {
  /** The name of the tool with which the model ends the call. */
  static final String END_CALL = "end_call";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads the data of one event; null when it is no JSON object. */
  static @Nullable ChatChunk read(String data) {
    try {
      JsonNode root = JSON.readTree(data);
      return root.isObject() ? of(root) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The message of an error body; the body's beginning when it has none. */
  static String errorOf(String body) {
    ChatChunk chunk = read(body);
    String error = chunk == null ? null : chunk.error;
    String text = error == null ? body.strip() : error;
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private static ChatChunk of(JsonNode root) {
    JsonNode choice = root.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    JsonNode usage = root.path("usage");
    boolean endsCall = false;
    for (JsonNode call : delta.path("tool_calls")) {
      endsCall |= text(call.path("function").path("name")).equals(END_CALL);
    }
    JsonNode error = root.has("error") ? root.path("error") : root.path("x_groq").path("error");
    return new ChatChunk(
        text(delta.path("content")),
        endsCall,
        text(choice.path("finish_reason")),
        error.isMissingNode() || error.isNull() ? null : message(error),
        usage.path("prompt_tokens").asInt(0),
        usage.path("completion_tokens").asInt(0));
  }

  private static String message(JsonNode error) {
    String message = text(error.path("message"));
    return error.isString() ? error.asString() : message.isEmpty() ? error.toString() : message;
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.asString() : "";
  }
}
