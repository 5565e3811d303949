package io.parley.agent.conversation;

/** What a conversation waits for; at most one deadline of each kind is armed. */
public enum Deadline {
  /** Providers and greeting must be ready: answer. */
  ANSWER,
  /** A paused utterance must be resumed or abandoned. */
  DECIDE,
  /** The caller's silence has lasted long enough to end his turn. */
  END_OF_TURN,
  /** The transcript of the last stretch of speech is overdue. */
  TRANSCRIPT,
  /** The next piece of the reply is overdue. */
  REPLY,
  /** The reply is slow: say something meanwhile. */
  FILLER,
  /** The first audio of a sentence is overdue. */
  AUDIO,
  /** The caller says nothing. */
  SILENCE,
  /** No further key was pressed. */
  DIGITS,
  /** The goodbye should have been played by now. */
  FAREWELL,
  /** The call has lasted as long as it may. */
  LIMIT
}
