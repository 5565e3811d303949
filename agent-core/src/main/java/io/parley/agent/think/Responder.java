package io.parley.agent.think;

import io.parley.agent.hear.Expectation;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.CallId;
import io.parley.kernel.route.LessonContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the agent says next: the embedded tutor, a language model, or a script. One instance
 * serves all calls; safe from any thread. What it must remember of a call travels in {@link
 * Ask#memory} and {@link End#memory}, so that the call can be taken up elsewhere.
 */
public interface Responder {
  /** The provider's name in records and metrics: {@code tutor}, {@code openai}. */
  String name();

  /** Starts one reply. Returns at once; the pieces come from a provider thread. */
  Reply reply(Ask ask, Listener listener);

  /** Whether {@link Listener#cost} follows every reply. */
  default boolean countsTokens() {
    return false;
  }

  /** One reply under way. */
  @FunctionalInterface
  interface Reply {
    /** Stops it; the listener may still hear what was under way. Idempotent. */
    void cancel();
  }

  /** What is to be answered. */
  enum Cue {
    /** The call begins: greet. */
    GREETING,
    /** The caller said something. */
    SAID,
    /** The caller pressed a key; {@link Ask#said} is the key. */
    DIGIT,
    /** The caller has been silent after he was expected to speak. */
    SILENCE,
    /** The caller spoke but nothing was understood. */
    NOT_UNDERSTOOD
  }

  /**
   * One turn to answer.
   *
   * @param count how often this cue came in a row, from 1
   * @param history what was said and heard so far, oldest first, at most 20 exchanges
   * @param memory what the last {@link End} left
   * @param persona who the agent is
   * @param context what the call is about, as somebody outside it has said
   */
  record Ask(
      CallId call,
      Cue cue,
      int count,
      String said,
      double confidence,
      @Nullable LessonContent lesson,
      List<Exchange> history,
      Map<String, String> memory,
      Persona persona,
      CallContext context) {
    /** One turn of an agent that is nobody in particular. */
    public Ask(
        CallId call,
        Cue cue,
        int count,
        String said,
        double confidence,
        @Nullable LessonContent lesson,
        List<Exchange> history,
        Map<String, String> memory) {
      this(
          call,
          cue,
          count,
          said,
          confidence,
          lesson,
          history,
          memory,
          Persona.NOBODY,
          CallContext.NOTHING);
    }
  }

  /**
   * Who the agent is; what is empty the responder says in its own words.
   *
   * @param prompt who it is and how it behaves, for a language model
   * @param style how long and how thorough its answers are, for a language model
   * @param greeting what it says first
   * @param farewell what it says when the caller wants to end the call
   * @param notice a sentence that a greeting in its own words must have in it
   */
  record Persona(String prompt, String style, String greeting, String farewell, String notice) {
    /** Nobody in particular. */
    public static final Persona NOBODY = new Persona("", "", "", "", "");

    /** Who has no sentence that must be said. */
    public Persona(String prompt, String style, String greeting, String farewell) {
      this(prompt, style, greeting, farewell, "");
    }

    /** The same with {@code sentence} in a greeting of its own words. */
    public Persona noticing(String sentence) {
      return new Persona(prompt, style, greeting, farewell, sentence);
    }
  }

  /** One exchange of the past: what the caller said, and of the reply what he heard. */
  record Exchange(String said, String heard) {}

  /**
   * The end of a reply.
   *
   * @param hangUp say goodbye: the call ends when the reply was heard
   * @param thinkTime the caller was asked something and needs time to think
   */
  record End(Map<String, String> memory, Expectation expect, boolean hangUp, boolean thinkTime) {}

  /** Where a reply goes. Must return at once. */
  interface Listener {
    /** More text of the reply: any length, in order. */
    void piece(String text);

    /** The reply is complete. */
    void done(End end);

    /** The reply broke off; nothing follows. */
    void failed(Fault fault);

    /**
     * A tool was used in this reply.
     *
     * @param arguments what it was given, as JSON
     * @param result what came of it
     */
    default void called(String tool, String arguments, String result) {}

    /** Who of a chain answers from here on, by its {@link Responder#name}. */
    default void answeredBy(String provider) {}

    /** What the reply cost; may come after {@link #done}. */
    default void cost(long promptTokens, long replyTokens) {}
  }
}
