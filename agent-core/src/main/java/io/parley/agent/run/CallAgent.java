package io.parley.agent.run;

import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.lesson.Lesson;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.think.Responder;
import org.jspecify.annotations.Nullable;

/** Who takes one call: its providers, what it teaches, and how it takes turns. */
public record CallAgent(
    Transcriber transcriber,
    Responder responder,
    Synthesizer synthesizer,
    @Nullable Lesson lesson,
    TurnProfile profile) {}
