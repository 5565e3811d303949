/**
 * Which embedded speech engines are live, and the command-line tools that use them. Entry type:
 * {@link io.parley.agent.speech.SpeechEngines}, safe from any thread.
 */
@NullMarked
package io.parley.agent.speech;

import org.jspecify.annotations.NullMarked;
