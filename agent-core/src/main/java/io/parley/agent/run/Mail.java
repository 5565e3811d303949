package io.parley.agent.run;

import io.parley.agent.conversation.ConversationEvent;

/** What comes into a call's mailbox. */
sealed interface Mail {
  /** Something the conversation is told. */
  record Told(ConversationEvent event) implements Mail {}

  /** There may be audio to hand over, or room for it. */
  record Poke() implements Mail {}

  /** What is being said may have changed. */
  record Look() implements Mail {}
}
