package io.parley.agent.session;

import io.parley.agent.run.CallAgent;
import io.parley.kernel.session.SessionAgent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who takes a conversation, made of what its definition says. Answers at once; any thread. */
@FunctionalInterface
public interface Casting {
  /** The agent of a conversation; null when there is none of that name. */
  @Nullable Part of(SessionAgent wanted);

  /**
   * An agent that takes a conversation.
   *
   * @param variables what its texts were filled with
   */
  record Part(CallAgent agent, Map<String, String> variables) {
    /** Copies the variables. */
    public Part {
      variables = Map.copyOf(variables);
    }
  }
}
