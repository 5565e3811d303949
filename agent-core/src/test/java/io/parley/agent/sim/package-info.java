/**
 * A whole telephone line without a telephone: simulated media, scripted callers and scripted
 * providers on one manual clock and one thread.
 */
@NullMarked
package io.parley.agent.sim;

import org.jspecify.annotations.NullMarked;
