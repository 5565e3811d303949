/**
 * What embedded voices share: numbers and formulas in words, clauses, levels (pure functions), and
 * {@link io.parley.agent.speak.spoken.Prompts} around an engine, safe from any thread.
 */
@NullMarked
package io.parley.agent.speak.spoken;

import org.jspecify.annotations.NullMarked;
