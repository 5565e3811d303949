/**
 * A stand-in for the OpenAI chat completions API on a loopback port: behaves as the real one does,
 * with its timing, its odd cuts and its failures set by the test. {@code FakeOpenAi} is the entry.
 */
@NullMarked
package io.parley.testsupport.openai;

import org.jspecify.annotations.NullMarked;
