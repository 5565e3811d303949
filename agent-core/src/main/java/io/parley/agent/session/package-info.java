/**
 * Conversations without a telephone: a turn is taken on the thread that asks for it, with the
 * rules, the brain and the engines of a call. Entry: {@link io.parley.agent.session.Sessions}.
 */
@NullMarked
package io.parley.agent.session;

import org.jspecify.annotations.NullMarked;
