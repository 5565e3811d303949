/**
 * The agent role: takes the edge's events, starts a conversation for each call and hands events to
 * it. {@code Agents} is the way in; it is safe from any thread.
 */
@NullMarked
package io.parley.agent;

import org.jspecify.annotations.NullMarked;
