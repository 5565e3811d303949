package io.parley.kernel.session;

import io.parley.kernel.call.CallFact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a turn went as it did. Times are milliseconds of the conversation, which pass while it takes
 * a turn; the silence that ends a turn of speech is counted and not waited for.
 *
 * @param turn counts from 0, the greeting
 * @param cue {@code greeting}, {@code said}, {@code not-understood} …; {@code none} when there was
 *     nothing to answer
 * @param phase where the conversation stands afterwards: {@code listening} …
 * @param answeredBy who of a chain gave the reply; empty when none was asked
 * @param variables every variable with the value it had
 * @param responseMs how long the reply took, without silence that was not waited for
 */
public record SessionTrace(
    int turn,
    String cue,
    String phase,
    List<CallFact.Decided> decisions,
    LessonStep lesson,
    String answeredBy,
    List<CallFact.ProviderUsed> providers,
    Stages stages,
    Map<String, String> variables,
    Texts texts,
    long responseMs) {
  /** Copies what it is given. */
  public SessionTrace {
    decisions = List.copyOf(decisions);
    providers = List.copyOf(providers);
    variables = Map.copyOf(variables);
  }

  /**
   * What became of the lesson.
   *
   * @param name empty without a lesson
   * @param rule the tutor's rule that answered; empty when a language model did
   * @param before what the tutor remembered before the turn
   * @param after what it remembers now
   */
  public record LessonStep(
      String name,
      String title,
      String rule,
      Map<String, String> before,
      Map<String, String> after) {
    /** Copies what it is given. */
    public LessonStep {
      before = Map.copyOf(before);
      after = Map.copyOf(after);
    }
  }

  /** Milliseconds from the end of the caller's speech; null where a stage did not run. */
  public record Stages(
      @Nullable Long endOfTurnMs,
      @Nullable Long transcriptMs,
      @Nullable Long firstTokenMs,
      @Nullable Long firstAudioMs,
      @Nullable Long onWireMs) {}

  /** The texts of the agent's definition with their variables filled in. */
  public record Texts(String systemPrompt, String greeting, String farewell) {}
}
