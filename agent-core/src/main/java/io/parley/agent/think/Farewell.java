package io.parley.agent.think;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether a caller ends the call with what he says. Stateless. */
public final class Farewell {
  private static final int LONGEST_WORDS = 12;
  private static final Pattern BYE =
      Pattern.compile(
          "\\b(?:good ?bye|bye|bye bye|good ?night|farewell|see you(?: later| soon| tomorrow)?"
              + "|talk to you (?:later|soon)|hang up|(?:end|finish|quit) (?:the|this|our) call"
              + "|(?:i|we) (?:have to|must|need to|gotta|want to|would like to) (?:go|leave|quit)"
              + "|that is all(?: for)? (?:today|now|thank you|thanks)|thats all)\\b");
  private static final Pattern MISHEARD = Pattern.compile("(?:stop )?(?:good|go|could) (?:by|buy)");
  private static final Pattern NOT_MEANT =
      Pattern.compile(
          "\\b(?:dont|do not|never|not) (?:hang|end|finish|quit|say)"
              + "|\\b(?:go on|go back|go ahead|go over|go to)\\b|\\bwant to go (?!now|home)");

  private Farewell() {}

  /** Whether {@code said} means that the call shall end. */
  public static boolean meantBy(String said) {
    String words =
        said.toLowerCase(Locale.ROOT)
            .replaceAll("['’]", "")
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    if (words.split(" ", -1).length > LONGEST_WORDS || NOT_MEANT.matcher(words).find()) {
      return false;
    }
    return BYE.matcher(words).find() || MISHEARD.matcher(words).matches();
  }
}
