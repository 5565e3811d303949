package io.parley.control.sessions;

import io.parley.control.Refusal;
import io.parley.control.agents.Agents;
import io.parley.control.agents.Agents.Agent;
import io.parley.control.agents.Lessons;
import io.parley.control.agents.Seeded;
import io.parley.control.agents.Versions;
import io.parley.control.document.InvalidDocument;
import io.parley.control.sessions.VoiceSession.Context;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.RouteSnapshot;
import io.parley.kernel.session.SessionAgent;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds who holds a session. Each method works within one transaction of the tenant. */
final class SessionAgents {
  /** The platform's own, which needs no definition. */
  static final String TUTOR = RouteSnapshot.TUTOR.name();

  private final Agents agents;
  private final Versions versions;
  private final Seeded seeded;

  SessionAgents(Agents agents, Versions versions, Seeded seeded) {
    this.agents = agents;
    this.versions = versions;
    this.seeded = seeded;
  }

  /**
   * An agent as a session records it.
   *
   * @param version null for a draft
   * @param draftRevision null for a published version
   * @param definition null for the platform's own
   */
  record Resolved(
      String id,
      @Nullable Integer version,
      @Nullable Long draftRevision,
      @Nullable AgentDefinition definition) {}

  /** Who is wanted; refused with what has to be put right. */
  Resolved wanted(JdbcTemplate jdbc, TenantId tenant, SessionDocuments.NewSession wanted) {
    requireLesson(jdbc, tenant, wanted.lesson());
    boolean playground = wanted.mode().equals(VoiceSession.PLAYGROUND);
    if (wanted.agent().isEmpty() || wanted.agent().equals(TUTOR)) {
      return new Resolved(TUTOR, RouteSnapshot.TUTOR.version(), null, null);
    }
    Agent agent = agent(jdbc, tenant, wanted.agent());
    Integer version = wanted.version();
    if (version == null && playground) {
      return draft(agent);
    }
    Integer published = version == null ? agent.latestVersion() : version;
    if (published == null) {
      throw new InvalidDocument(
          "agent", "is not published", "publish it, or try its draft in mode playground");
    }
    return version(jdbc, tenant, agent.id(), published);
  }

  private Agent agent(JdbcTemplate jdbc, TenantId tenant, String id) {
    Agent agent;
    try {
      agent = agents.get(jdbc, tenant, id).value();
    } catch (Refusal _) {
      throw new InvalidDocument(
          "agent", "there is no agent of this id", "give one of /api/v1/agents");
    }
    if (agent.archivedAt() != null) {
      throw new InvalidDocument("agent", "is archived", "give one that is in use");
    }
    return agent;
  }

  private static Resolved draft(Agent agent) {
    return new Resolved(agent.id(), null, agent.revision(), agent.draft());
  }

  private Resolved version(JdbcTemplate jdbc, TenantId tenant, String id, int version) {
    try {
      return new Resolved(id, version, null, versions.get(jdbc, tenant, id, version).definition());
    } catch (Refusal _) {
      throw new InvalidDocument(
          "version", "was never published", "give one of /api/v1/agents/" + id + "/versions");
    }
  }

  private void requireLesson(JdbcTemplate jdbc, TenantId tenant, String lesson) {
    boolean known =
        lesson.isEmpty()
            || seeded.lessons().contains(lesson)
            || Lessons.find(jdbc, tenant, lesson).isPresent();
    if (!known) {
      throw new InvalidDocument(
          "lesson", "there is no lesson of this name", "make it first, or give another one");
    }
  }

  /** Who holds {@code kept} now: a draft as it is, a version as it was published. */
  Resolved of(JdbcTemplate jdbc, TenantId tenant, VoiceSession session) {
    Integer version = session.agentVersion();
    if (session.agent().equals(TUTOR)) {
      return new Resolved(TUTOR, version, null, null);
    }
    return version == null
        ? draft(agents.get(jdbc, tenant, session.agent()).value())
        : version(jdbc, tenant, session.agent(), version);
  }

  /** The same as conversations take it, with the lesson as it is now. */
  SessionAgent speaking(
      JdbcTemplate jdbc, TenantId tenant, UUID session, Resolved agent, About about) {
    AgentDefinition definition = agent.definition();
    String lesson = about.lesson();
    if (lesson.isEmpty() && definition != null) {
      lesson = definition.lesson();
    }
    LessonContent content =
        lesson.isEmpty() ? null : Lessons.find(jdbc, tenant, lesson).orElse(null);
    Integer version = agent.version();
    Context context = about.context();
    return new SessionAgent(
        tenant,
        new CallId(session),
        new AgentRef(agent.id(), version == null ? 0 : version),
        definition,
        content,
        lesson,
        values(about),
        new SessionAgent.Context(
            context.topic(), context.level(), context.phase(), context.learningGoals()));
  }

  /** What a session is about. */
  record About(String lesson, String learner, Context context) {}

  /** What is not known keeps the text of the definition's variable. */
  private static Map<String, String> values(About about) {
    Map<String, String> values = new HashMap<>();
    values.put("caller", about.learner());
    put(values, "topic", about.context().topic());
    put(values, "level", about.context().level());
    put(values, "phase", about.context().phase());
    put(values, "learning_goals", String.join("; ", about.context().learningGoals()));
    return values;
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (!value.isBlank()) {
      values.put(name, value);
    }
  }
}
