package io.parley.agent.run;

import io.parley.agent.conversation.Effect;
import io.parley.agent.conversation.Rules;
import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.id.CallId;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.Placeholders;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who takes one call: its providers, what it teaches, how it takes turns, who it is, and how long
 * it may talk.
 *
 * @param persona its texts may hold {@link Placeholders}
 * @param values of the places, as long as a call's context has no others
 * @param recordingDays for how many days a recording of the call is kept; 0: it is not recorded
 */
public record CallAgent(
    Transcriber transcriber,
    Responder responder,
    Synthesizer synthesizer,
    @Nullable LessonContent lesson,
    TurnProfile profile,
    Responder.Persona persona,
    Map<String, String> values,
    Rules.Limit limit,
    int recordingDays) {
  /** Copies the values. */
  public CallAgent {
    values = Map.copyOf(values);
  }

  /** Whose calls are not recorded. */
  public CallAgent(
      Transcriber transcriber,
      Responder responder,
      Synthesizer synthesizer,
      @Nullable LessonContent lesson,
      TurnProfile profile,
      Responder.Persona persona,
      Map<String, String> values,
      Rules.Limit limit) {
    this(transcriber, responder, synthesizer, lesson, profile, persona, values, limit, 0);
  }

  /** Nobody in particular, who may talk as long as the caller likes. */
  public CallAgent(
      Transcriber transcriber,
      Responder responder,
      Synthesizer synthesizer,
      @Nullable LessonContent lesson,
      TurnProfile profile) {
    this(
        transcriber,
        responder,
        synthesizer,
        lesson,
        profile,
        Responder.Persona.NOBODY,
        Map.of(),
        Rules.Limit.NONE);
  }

  /**
   * The same with every call recorded, the recordings kept for {@code days}, and {@code notice} in
   * a greeting that is not the author's own.
   */
  public CallAgent recorded(int days, String notice) {
    return new CallAgent(
        transcriber,
        responder,
        synthesizer,
        lesson,
        profile,
        persona.noticing(notice),
        values,
        limit,
        days);
  }

  /** Asks the responder for what the conversation of {@code call} asks for. */
  Responder.Reply reply(CallId call, Effect.AskReply ask, Responder.Listener listener) {
    var wanted =
        new Responder.Ask(
            call,
            ask.cue(),
            ask.count(),
            ask.said(),
            ask.confidence(),
            lesson,
            ask.history(),
            ask.memory(),
            persona(ask.context()),
            ask.context());
    return responder.reply(wanted, listener);
  }

  /** Who the agent is, with the places in its texts filled as {@code context} says now. */
  public Responder.Persona persona(CallContext context) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(context.variables());
    if (all.isEmpty()) {
      return persona;
    }
    return new Responder.Persona(
        Placeholders.fill(persona.prompt(), all),
        persona.style(),
        Placeholders.fill(persona.greeting(), all),
        Placeholders.fill(persona.farewell(), all),
        persona.notice());
  }
}
