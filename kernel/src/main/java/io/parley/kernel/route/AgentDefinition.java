package io.parley.kernel.route;

import java.util.List;
import java.util.Map;

/**
 * What an agent is and how it behaves. Texts may hold {@link Placeholders}; an empty text leaves
 * the matter to whoever answers.
 *
 * @param name what people call it
 * @param systemPrompt who it is and how it behaves, for a language model
 * @param variables texts for placeholders of its own
 * @param greeting what it says first
 * @param lesson name of what it teaches; empty for the installation's own
 * @param voice name of its voice
 * @param turnTaking {@code conversational}, {@code patient} or {@code brisk}
 * @param responseMode {@code faster}, {@code planning} or {@code detailed}
 * @param recording whether its calls are recorded
 */
public record AgentDefinition(
    String name,
    String description,
    String systemPrompt,
    Map<String, String> variables,
    String greeting,
    List<String> languages,
    String lesson,
    Providers providers,
    String voice,
    String turnTaking,
    String responseMode,
    Limits limits,
    EndOfCall endOfCall,
    Recording recording) {
  /** Copies what it is given. */
  public AgentDefinition {
    variables = Map.copyOf(variables);
    languages = List.copyOf(languages);
  }

  /** For each stage the providers in the order they are tried. */
  public record Providers(List<String> stt, List<String> llm, List<String> tts) {
    /** Copies what it is given. */
    public Providers {
      stt = List.copyOf(stt);
      llm = List.copyOf(llm);
      tts = List.copyOf(tts);
    }
  }

  /**
   * What a call may use.
   *
   * @param maxCallMinutes after which the agent says so and ends it
   */
  public record Limits(int maxCallMinutes) {}

  /**
   * What is said at the end.
   *
   * @param farewell when the caller wants to end the call
   * @param timeOver when the call has reached its limit
   */
  public record EndOfCall(String farewell, String timeOver) {}

  /**
   * Whether calls are recorded.
   *
   * @param retentionDays for how long a recording is kept; the tenant may keep them shorter
   */
  public record Recording(boolean enabled, int retentionDays) {}
}
