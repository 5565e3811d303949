package io.parley.server;

import io.parley.agent.AgentCatalog;
import io.parley.agent.conversation.Rules;
import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.run.CallAgent;
import io.parley.agent.session.Casting;
import io.parley.agent.think.Responder;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeFact.CallOffered;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.AgentDefinitions;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.Placeholders;
import io.parley.kernel.route.PublishedAgent;
import io.parley.kernel.session.SessionAgent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the calls and sessions of tenants' own agents, as their definitions say. Any thread. */
final class TenantAgents implements AgentCatalog, Casting {
  private static final String TIME_OVER = "Our time is over now. Thank you for calling. Goodbye.";

  /** What is said in a greeting that is not the author's own. */
  static final String RECORDED = "This call is recorded.";

  private static final List<String> MODEL_OR_TUTOR = List.of("openai", "embedded");

  private final AgentDefinitions definitions;
  private final Embedded embedded;

  /** What definitions are made calls of. */
  interface Embedded {
    /** The lesson of this name that came with the platform; the first one when there is none. */
    LessonContent lesson(String name);

    /** The first of {@code chain} that {@code tenant} has, or that is configured. */
    Responder responder(TenantId tenant, List<String> chain);

    /** A call's agent with the embedded engines. */
    CallAgent agent(LessonContent lesson, Responder responder);
  }

  TenantAgents(AgentDefinitions definitions, Embedded embedded) {
    this.definitions = definitions;
    this.embedded = embedded;
  }

  @Override
  public @Nullable CallAgent agentFor(TenantId tenant, CallOffered call) {
    return definitions
        .find(tenant, call.agent())
        .map(published -> agent(published, call))
        .orElse(null);
  }

  private CallAgent agent(PublishedAgent published, CallOffered call) {
    AgentDefinition definition = published.definition();
    LessonContent own = published.lesson();
    LessonContent lesson = own == null ? embedded.lesson(definition.lesson()) : own;
    Map<String, String> values = values(definition, lesson);
    values.put("caller", call.caller());
    values.put("caller_name", call.displayName());
    values.put("dialled", call.dialled());
    String timeOver = Placeholders.fill(definition.endOfCall().timeOver(), values);
    CallAgent plain = plain(published.tenant(), definition, lesson);
    CallAgent made = agent(definition, plain, timeOver, values);
    AgentDefinition.Recording recording = definition.recording();
    return recording.enabled() ? made.recorded(recording.retentionDays(), RECORDED) : made;
  }

  private CallAgent plain(TenantId tenant, AgentDefinition definition, LessonContent lesson) {
    return embedded.agent(lesson, embedded.responder(tenant, definition.providers().llm()));
  }

  private static CallAgent agent(
      AgentDefinition definition, CallAgent plain, String timeOver, Map<String, String> values) {
    return new CallAgent(
        plain.transcriber(),
        plain.responder(),
        plain.synthesizer(),
        plain.lesson(),
        TurnProfile.named(definition.turnTaking()),
        template(definition),
        values,
        new Rules.Limit(
            TimeUnit.MINUTES.toMillis(definition.limits().maxCallMinutes()),
            timeOver.isBlank() ? TIME_OVER : timeOver));
  }

  @Override
  public Part of(SessionAgent wanted) {
    AgentDefinition definition = wanted.definition();
    LessonContent own = wanted.lesson();
    String named =
        definition == null || !wanted.lessonName().isEmpty()
            ? wanted.lessonName()
            : definition.lesson();
    LessonContent lesson = own == null ? embedded.lesson(named) : own;
    Map<String, String> values = new HashMap<>();
    values.put("caller_name", "");
    values.put("dialled", "");
    if (definition != null) {
      values.putAll(values(definition, lesson));
    }
    values.putAll(wanted.values());
    if (definition == null) {
      Responder tutor = embedded.responder(wanted.tenant(), MODEL_OR_TUTOR);
      return new Part(embedded.agent(lesson, tutor), values);
    }
    CallAgent plain = plain(wanted.tenant(), definition, lesson);
    return new Part(agent(definition, plain, "", values), values);
  }

  /** With its places still to be filled: a call's context may give them other values. */
  private static Responder.Persona template(AgentDefinition definition) {
    return new Responder.Persona(
        definition.systemPrompt(),
        style(definition.responseMode()),
        definition.greeting(),
        definition.endOfCall().farewell());
  }

  private static String style(String responseMode) {
    return switch (responseMode) {
      case "faster" -> "one short sentence";
      case "detailed" -> "three to five sentences, thorough";
      default -> "";
    };
  }

  private static Map<String, String> values(AgentDefinition definition, LessonContent lesson) {
    Map<String, String> values = new HashMap<>(definition.variables());
    values.put("agent_name", definition.name());
    values.put("lesson_title", lesson.title().replace(":", ","));
    return values;
  }
}
