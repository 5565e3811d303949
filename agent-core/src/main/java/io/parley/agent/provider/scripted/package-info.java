/**
 * Providers that follow a script instead of understanding anything, behind the ports of real ones:
 * what the numbers 9198 and 9199 run on, so that a line or a machine can be measured. Safe from any
 * thread; no model, no network, no native code.
 */
@NullMarked
package io.parley.agent.provider.scripted;

import org.jspecify.annotations.NullMarked;
