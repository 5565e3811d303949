package io.parley.agent.session;

import io.parley.agent.conversation.ConversationState;
import io.parley.agent.run.TextTurn;
import io.parley.agent.session.Casting.Part;
import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.session.SessionTrace;
import io.parley.kernel.session.SessionTrace.LessonStep;
import io.parley.kernel.session.SessionTrace.Stages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is told about a turn, from its facts. Pure. */
final class Traces {
  private static final String NO_CUE = "none";

  private Traces() {}

  /** All the agent said in the turn. */
  static String reply(List<CallFact> facts) {
    return of(facts, CallFact.TurnCompleted.class).stream()
        .map(CallFact.TurnCompleted::generated)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(" "));
  }

  static SessionTrace of(Part part, Map<String, String> memoryBefore, TextTurn turn) {
    ConversationState now = turn.state();
    List<CallFact> facts = turn.facts();
    List<CallFact.TurnCompleted> turns = of(facts, CallFact.TurnCompleted.class);
    Responder.Persona persona = part.agent().persona(now.orders().context());
    return new SessionTrace(
        turns.isEmpty() ? now.dialogue().nextTurn() : turns.getLast().index(),
        turns.isEmpty() ? NO_CUE : wire(now.dialogue().lastCue()),
        wire(now.phase()),
        of(facts, CallFact.Decided.class),
        lesson(part.agent().lesson(), memoryBefore, now.dialogue().memory()),
        turns.isEmpty() ? "" : turn.answeredBy(),
        of(facts, CallFact.ProviderUsed.class),
        stages(turns.isEmpty() ? CallFact.TurnLatency.NONE : turns.getLast().latency()),
        part.variables(),
        new SessionTrace.Texts(persona.prompt(), persona.greeting(), persona.farewell()),
        turn.tookMs());
  }

  private static <F extends CallFact> List<F> of(List<CallFact> facts, Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static LessonStep lesson(
      @Nullable LessonContent lesson, Map<String, String> before, Map<String, String> after) {
    Map<String, String> then = KeptState.lesson(before);
    Map<String, String> now = KeptState.lesson(after);
    boolean tutored = !now.equals(then);
    return new LessonStep(
        lesson == null ? "" : lesson.name(),
        lesson == null ? "" : lesson.title(),
        tutored ? now.getOrDefault("rule", "") : "",
        then,
        now);
  }

  /** Nothing is heard of a text: the stages of sound did not run. */
  private static Stages stages(CallFact.TurnLatency latency) {
    return new Stages(
        reached(latency.endOfTurnMs()),
        reached(latency.transcriptMs()),
        reached(latency.firstTokenMs()),
        null,
        null);
  }

  private static @Nullable Long reached(long ms) {
    return ms < 0 ? null : ms;
  }

  private static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
