package io.parley.agent.conversation;

/** Where a conversation stands. */
public enum Phase {
  /** Providers connect and the greeting is made; the caller hears ringing. */
  RINGING,
  /** The greeting plays. */
  GREETING,
  /** The caller has the floor. */
  LISTENING,
  /** His turn is over and the reply is being made. */
  THINKING,
  /** The agent speaks. */
  SPEAKING,
  /** The caller is expected to give a number, by voice or by keys. */
  COLLECTING_DIGITS,
  /** The caller was asked something and may take his time. */
  THINK_TIME,
  /** Nothing follows. */
  ENDED;

  /** Whether the caller has the floor. */
  public boolean listens() {
    return this == LISTENING || this == COLLECTING_DIGITS || this == THINK_TIME;
  }
}
