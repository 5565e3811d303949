package io.parley.kernel.call;

import java.util.Map;

/** What somebody outside a call wants its agent to do; {@code by} is who, as the audit log says. */
public sealed interface CallOrder {
  /** Who ordered it. */
  String by();

  /**
   * Say {@code text} in the agent's voice.
   *
   * @param now whether to cut what the agent is saying; otherwise it waits until nobody speaks
   * @param interruptible whether the caller may cut it
   */
  record Say(String text, boolean now, boolean interruptible, String by) implements CallOrder {}

  /** From the next turn on the call is about something else: as {@link CallContext#with}. */
  record UpdateContext(Map<String, String> changes, String by) implements CallOrder {
    /** Copies the changes. */
    public UpdateContext {
      changes = Map.copyOf(changes);
    }
  }
}
