/**
 * The threads speech engines run on, {@code speech-N}: a bounded pool of platform threads, because
 * native decoders block for long stretches and would pin virtual threads; and what the engines
 * share. Entry type: {@link io.parley.agent.engine.SpeechThreads}.
 */
@NullMarked
package io.parley.agent.engine;

import org.jspecify.annotations.NullMarked;
