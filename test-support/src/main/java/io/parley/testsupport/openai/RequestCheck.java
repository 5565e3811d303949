package io.parley.testsupport.openai;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Refuses what the real API refuses, with its words. Stateless. */
final class RequestCheck {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "temperature",
          "top_p",
          "max_tokens",
          "max_completion_tokens",
          "stop",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "response_format",
          "seed",
          "user",
          "metadata",
          "service_tier",
          "reasoning_effort",
          "prompt_cache_key",
          "n",
          "presence_penalty",
          "frequency_penalty");
  private static final Set<String> ROLES =
      Set.of("developer", "system", "user", "assistant", "tool");

  private RequestCheck() {}

  /** What is wrong with {@code body}; null for nothing. */
  static @Nullable String refuse(JsonNode body) {
    if (!body.isObject()) {
      return "We could not parse the JSON body of your request.";
    }
    for (String field : body.propertyNames()) {
      if (!FIELDS.contains(field)) {
        return "Unrecognized request argument supplied: " + field;
      }
    }
    if (!body.path("model").isString() || body.path("model").asString().isEmpty()) {
      return "you must provide a model parameter";
    }
    if (body.has("stream_options") && !body.path("stream").asBoolean(false)) {
      return "The 'stream_options' parameter is only allowed when 'stream' is enabled.";
    }
    String messages = messages(body.path("messages"));
    return messages != null ? messages : tools(body);
  }

  private static @Nullable String messages(JsonNode messages) {
    if (!messages.isArray() || messages.isEmpty()) {
      return "[] is too short - 'messages'";
    }
    Set<String> openCalls = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = message.path("role").asString("");
      if (!ROLES.contains(role)) {
        return "'" + role + "' is not one of the roles - 'messages." + i + ".role'";
      }
      boolean calls = !message.path("tool_calls").isEmpty();
      if (!message.path("content").isString() && !calls) {
        return "Invalid value for 'content': expected a string - 'messages." + i + "'";
      }
      if (role.equals("tool")) {
        openCalls.remove(message.path("tool_call_id").asString(""));
      } else if (!openCalls.isEmpty()) {
        return "An assistant message with 'tool_calls' must be followed by tool messages";
      }
      message.path("tool_calls").forEach(call -> openCalls.add(call.path("id").asString("")));
    }
    return null;
  }

  private static @Nullable String tools(JsonNode body) {
    if (body.has("tools") && (!body.path("tools").isArray() || body.path("tools").isEmpty())) {
      return "[] is too short - 'tools'";
    }
    for (JsonNode tool : body.path("tools")) {
      JsonNode function = tool.path("function");
      boolean named = function.path("name").asString("").matches("[a-zA-Z0-9_-]{1,64}");
      boolean typed = function.path("parameters").path("type").asString("").equals("object");
      if (!tool.path("type").asString("").equals("function") || !named || !typed) {
        return "Invalid 'tools': a function with name and parameters is needed";
      }
    }
    return null;
  }
}
