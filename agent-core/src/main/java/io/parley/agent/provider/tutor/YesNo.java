package io.parley.agent.provider.tutor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads yes and no, and what was said behind it. Stateless. */
final class YesNo {
  private static final Pattern YES =
      Pattern.compile(
          "(?:(?:um|uh|well|oh|so) )*(?:yes|yeah|yep|yup|yet|yeh|ya|sure thing|sure|okay|ok|right"
              + "|correct|exactly|of course|please do|go ahead|i did|i do|that is right|thats right"
              + "|that is correct|it is|why not|absolutely|definitely|all right|alright|fine"
              + "|i would|id love to|i would love to|please)\\b(?<rest>.*)");
  private static final Pattern NO =
      Pattern.compile(
          "(?:(?:um|uh|well|oh|so) )*(?:no(?! idea| clue)|nope|nah|not really|not now|not yet|no way|i did not"
              + "|i didnt|i do not(?! know)|i dont(?! know)|never|wrong|that is wrong|thats wrong|it is not|it isnt"
              + "|know$)\\b(?<rest>.*)");
  private static final Pattern POLITE =
      Pattern.compile(
          "(?:please|thanks|thank you|sir|madam|yes|yeah|no|it is|it does|it can|it was|it is not"
              + "|it does not|it doesnt|it isnt|it cannot|it cant|i did|i do|i would|i did not"
              + "|i didnt|that is right|thats right|that is wrong|thats wrong|right|correct|sure"
              + "|okay|ok|i want|i want to|i said|not that|not now|of course|they do|they dont"
              + "|they can|they cant|go ahead|i am|lets do it|lets go|do it)\\b\\s*");

  private YesNo() {}

  /** Reads {@code said}. */
  static Reading of(String said) {
    String words = String.join(" ", Words.of(said));
    Matcher no = NO.matcher(words);
    if (no.matches()) {
      return new Reading(Value.NO, rest(no.group("rest")));
    }
    Matcher yes = YES.matcher(words);
    if (yes.matches()) {
      return new Reading(Value.YES, rest(yes.group("rest")));
    }
    return new Reading(Value.NEITHER, words);
  }

  private static String rest(String text) {
    String rest = text.strip();
    boolean stripped = true;
    while (stripped) {
      Matcher polite = POLITE.matcher(rest);
      stripped = polite.lookingAt();
      rest = stripped ? rest.substring(polite.end()) : rest;
    }
    return rest;
  }

  /** Yes, no, or something else. */
  enum Value {
    YES,
    NO,
    NEITHER
  }

  /**
   * What was read.
   *
   * @param rest what was said behind yes or no, without polite words; all of it for neither
   */
  record Reading(Value value, String rest) {
    /** Whether nothing but yes or no was said. */
    boolean isBare() {
      return value != Value.NEITHER && rest.isEmpty();
    }
  }
}
