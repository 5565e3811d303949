package io.parley.kernel.session;

import io.parley.kernel.call.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param state what it has come to: a document for the next turn, opaque to everybody else
 * @param reply what the agent says; empty when there was nothing to answer
 * @param ended why the conversation is over; null while it goes on
 * @param tokens a language model took and gave for it; 0 when there was none
 */
public record SessionTurn(
    String state, String reply, @Nullable EndReason ended, long tokens, SessionTrace trace) {}
