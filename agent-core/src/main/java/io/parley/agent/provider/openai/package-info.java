/**
 * A language model behind any OpenAI-compatible API (OpenAI, Groq, Ollama, vLLM and others) as a
 * responder: streams chat completions over the JDK's HTTP client. {@code OpenAiResponder} is the
 * entry; each reply runs on a virtual thread of its own, which ends with the reply.
 */
@NullMarked
package io.parley.agent.provider.openai;

import org.jspecify.annotations.NullMarked;
