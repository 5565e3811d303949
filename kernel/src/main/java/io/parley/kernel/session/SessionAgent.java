package io.parley.kernel.session;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.LessonContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a conversation.
 *
 * @param session the conversation's id, which logs name it by
 * @param agent id and version; version 0 is a draft
 * @param definition null for an agent of the platform
 * @param lesson the tenant's own lesson; null when it is one of the platform's, or none
 * @param lessonName the platform's lesson wanted; empty for the definition's or the first
 * @param values texts for variables, over those of the definition
 */
public record SessionAgent(
    TenantId tenant,
    CallId session,
    AgentRef agent,
    @Nullable AgentDefinition definition,
    @Nullable LessonContent lesson,
    String lessonName,
    Map<String, String> values,
    Context context) {
  /** Copies what it is given. */
  public SessionAgent {
    values = Map.copyOf(values);
  }

  /** What is known of the learner and where he stands; empty where it is not known. */
  public record Context(String topic, String level, String phase, List<String> learningGoals) {
    /** Nothing is known. */
    public static final Context NONE = new Context("", "", "", List.of());

    /** Copies the goals. */
    public Context {
      learningGoals = List.copyOf(learningGoals);
    }
  }
}
