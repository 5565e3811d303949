/**
 * FreeTTS, pure Java: the embedded voice where no native one is installed, and letter-to-sound
 * rules for words no dictionary has. Synthesis runs on the speech threads, one sentence at a time.
 */
@NullMarked
package io.parley.agent.provider.freetts;

import org.jspecify.annotations.NullMarked;
