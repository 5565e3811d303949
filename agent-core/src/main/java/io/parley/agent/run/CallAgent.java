package io.parley.agent.run;

import io.parley.agent.conversation.Rules;
import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.lesson.Lesson;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.think.Responder;
import org.jspecify.annotations.Nullable;

/**
 * Who takes one call: its providers, what it teaches, how it takes turns, who it is, and how long
 * it may talk.
 */
public record CallAgent(
    Transcriber transcriber,
    Responder responder,
    Synthesizer synthesizer,
    @Nullable Lesson lesson,
    TurnProfile profile,
    Responder.Persona persona,
    Rules.Limit limit) {
  /** Nobody in particular, who may talk as long as the caller likes. */
  public CallAgent(
      Transcriber transcriber,
      Responder responder,
      Synthesizer synthesizer,
      @Nullable Lesson lesson,
      TurnProfile profile) {
    this(
        transcriber,
        responder,
        synthesizer,
        lesson,
        profile,
        Responder.Persona.NOBODY,
        Rules.Limit.NONE);
  }
}
