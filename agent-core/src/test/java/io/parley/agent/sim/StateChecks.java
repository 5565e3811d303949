package io.parley.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.conversation.ConversationState;
import io.parley.agent.run.ConversationRunner;
import tools.jackson.databind.json.JsonMapper;

/** Sends the state of a conversation through JSON after each of its steps. */
public final class StateChecks {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StateChecks() {}

  /** Fails when the state is not the same afterwards. */
  public static void survivesJson(ConversationRunner runner) {
    ConversationState state = runner.state();
    String text = JSON.writeValueAsString(state);
    assertThat(JSON.readValue(text, ConversationState.class)).isEqualTo(state);
  }
}
