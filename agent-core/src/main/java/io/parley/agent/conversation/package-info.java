/**
 * The conversation core: a pure state machine from events to effects, and the rules it decides by.
 * Its state is one immutable record; whoever holds a {@code Conversation} (a call's virtual thread)
 * owns it. Nothing here reads a clock, waits, or calls a provider.
 */
@NullMarked
package io.parley.agent.conversation;

import org.jspecify.annotations.NullMarked;
