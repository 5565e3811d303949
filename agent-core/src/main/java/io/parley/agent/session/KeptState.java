package io.parley.agent.session;

import io.parley.agent.conversation.ConversationState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A conversation between two turns, as a JSON document.
 *
 * @param atNs the conversation's time, which stands still between two turns
 */
record KeptState(long atNs, ConversationState conversation) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TUTOR = "tutor.";

  /** Refuses a document without a conversation. */
  KeptState {
    Objects.requireNonNull(conversation, "conversation");
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  /** Reads what {@link #json} wrote; null when it is nothing of the kind. */
  static @Nullable KeptState of(String json) {
    try {
      return JSON.readValue(json, KeptState.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** What the tutor remembers, whichever place in a chain it has. */
  static Map<String, String> lesson(Map<String, String> memory) {
    Map<String, String> own = new HashMap<>();
    memory.forEach((key, value) -> {
      int at = key.indexOf(TUTOR);
      if (at >= 0) {
        own.put(key.substring(at + TUTOR.length()), value);
      }
    });
    return own;
  }
}
