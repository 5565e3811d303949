package io.parley.agent.hear.grammar;

import io.parley.agent.speak.spoken.SpokenText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text as a recogniser writes it: lower case, numbers in words, apostrophes kept. Pure functions.
 */
public final class Words {
  /** Words that carry no topic. */
  static final Set<String> STOP_WORDS =
      Set.of(
          ("a about above after again all also am an and any are as at be because been before being"
                  + " below between both but by can could did do does doing down during each few for"
                  + " from further had has have having he her here hers him his how i if in into is"
                  + " it its itself just let like make makes many may me more most much must my no"
                  + " nor not of off on once one only or other our out over own same she should so"
                  + " some such than that the their them then there these they this those through"
                  + " to too two under until up us use used uses very was we were what when where"
                  + " which while who whom why will with would you your called every need"
                  + " needs take takes give gives happen happens come comes get gets know say way"
                  + " think well yes okay start stop")
              .split(" ", -1));

  private static final Pattern BETWEEN = Pattern.compile("[^a-z']+");
  private static final Pattern QUOTES = Pattern.compile("^'+|'+$");

  private Words() {}

  /** The words of {@code text}. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    for (String raw : BETWEEN.split(SpokenText.of(text).toLowerCase(Locale.ROOT), -1)) {
      String word = QUOTES.matcher(raw).replaceAll("");
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** The words of a text that is plain already. */
  static List<String> split(String plain) {
    return List.of(plain.split(" ", -1));
  }

  /** The words of {@code text} with single blanks. */
  public static String plain(String text) {
    return String.join(" ", of(text));
  }
}
