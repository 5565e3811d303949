/**
 * Performs what conversations decide: one virtual thread per call with a bounded mailbox, a second
 * one that feeds its transcriber, and one per sentence being synthesised. {@code
 * ConversationRunner} is the way in.
 */
@NullMarked
package io.parley.agent.run;

import org.jspecify.annotations.NullMarked;
