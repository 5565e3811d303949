package io.parley.agent.provider.tutor;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts English text into words and reduces them to stems that can be compared. Stateless. */
final class Words {
  private static final Pattern WORD =
      Pattern.compile("\\d+/\\d+|\\d+(?:\\.\\d+)?|\\p{L}[\\p{L}\\d]*");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private static final Pattern TAKE_IN =
      Pattern.compile(
          "\\b(?:take|takes|taking|took|breathe|breathes|breathing|breath|suck|sucks|pull|pulls|draw"
              + "|draws|get|gets)(?: \\w+)? in\\b|\\binhales?\\b");
  private static final Pattern GIVE_OFF =
      Pattern.compile(
          "\\b(?:give|gives|giving|breathe|breathes|breathing|breath|let|lets|send|sends|put|puts)"
              + "(?: \\w+)? (?:off|out|back|away)\\b|\\bexhales?\\b");

  private static final Set<String> EMPTY =
      Set.of(
          ("a an the of to in on at by for from with and or so but as than that this these those it"
                  + " its is are was were be been being am do does did done has have had will would"
                  + " shall should can could may might must i you he she we they me my your our"
                  + " their them us him her his what whats which who whom whose when where why how"
                  + " tell explain say says said know knows about please just really actually"
                  + " there here thing things stuff kind sort mean means like think guess believe"
                  + " maybe well okay ok um uh er ah oh yeah hey hi hello now then again some any"
                  + " get gets got go goes going come comes use want let lets question questions"
                  + " answer called call word words describe define something anything everything"
                  + " very also not if into up down off out per each look looks happen happens work"
                  + " works exactly one all many much")
              .split(" ", -1));

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("leaves", "leaf"),
          Map.entry("halves", "half"),
          Map.entry("lives", "life"),
          Map.entry("feet", "foot"),
          Map.entry("teeth", "tooth"),
          Map.entry("people", "person"),
          Map.entry("children", "child"),
          Map.entry("mice", "mouse"),
          Map.entry("grew", "grow"),
          Map.entry("grown", "grow"),
          Map.entry("made", "make"),
          Map.entry("ate", "eat"),
          Map.entry("eaten", "eat"),
          Map.entry("seen", "see"),
          Map.entry("saw", "see"),
          Map.entry("fell", "fall"),
          Map.entry("held", "hold"),
          Map.entry("kept", "keep"),
          Map.entry("breath", "breathe"),
          Map.entry("colour", "color"),
          Map.entry("colours", "color"),
          Map.entry("farther", "far"),
          Map.entry("farthest", "far"),
          Map.entry("further", "far"),
          Map.entry("furthest", "far"),
          Map.entry("sunny", "sunlight"),
          Map.entry("sunshine", "sunlight"));

  /** Words that a caller may use for each other, whatever the lesson: the first stands for all. */
  private static final Map<String, String> SAME =
      groups(
          "large big huge great enormous",
          "small little tiny",
          "make produce create build",
          "need require",
          "fast quick",
          "start begin",
          "piece slice portion share",
          "hot heat",
          "cold freeze chilly",
          "food meal",
          "circle round",
          "bottom below under lower beneath",
          "top above upper over",
          "far distance distant",
          "near close next",
          "add plus sum",
          "subtract minus",
          "multiply times",
          "divide cut split",
          "simplify reduce",
          "amount quantity",
          "air atmosphere",
          "dark night",
          "fall autumn",
          "earth world",
          "spin rotate turn",
          "rock stone",
          "plant tree flower");

  private Words() {}

  /**
   * The words of a text that is searched or searched for: as {@link #of}, with a word added for
   * "take in" and "give off", which differ in nothing but words without weight.
   */
  static List<String> searchable(String text) {
    String joined = String.join(" ", SpokenNumbers.inWords(of(text)));
    joined = TAKE_IN.matcher(joined).replaceAll("$0 absorb");
    joined = GIVE_OFF.matcher(joined).replaceAll("$0 release");
    return joined.isEmpty() ? List.of() : List.of(joined.split(" ", -1));
  }

  /** The words of {@code text}: lower case, without accents, apostrophes and punctuation. */
  static List<String> of(String text) {
    String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    plain = plain.toLowerCase(Locale.ROOT).replaceAll("['’‘`]", "").replace("%", " percent ");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(plain);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** Whether {@code word} says nothing about a topic. */
  static boolean isEmpty(String word) {
    return EMPTY.contains(word);
  }

  /** The words of {@code words} that say something about a topic. */
  static List<String> telling(List<String> words) {
    return words.stream().filter(word -> !isEmpty(word)).toList();
  }

  /** What {@code word} has in common with its other forms and with words of the same meaning. */
  static String stem(String word) {
    String root = root(IRREGULAR.getOrDefault(word, word));
    return SAME.getOrDefault(root, root);
  }

  private static String root(String word) {
    if (word.length() < 4 || Character.isDigit(word.charAt(0))) {
      return word;
    }
    String root = withoutPlural(word);
    for (String ending : List.of("ing", "ed", "est", "er", "ly")) {
      int least = ending.equals("er") ? 4 : 3;
      String cut = root.substring(0, Math.max(0, root.length() - ending.length()));
      if (root.endsWith(ending) && cut.length() >= least && hasVowel(cut)) {
        return ended(cut);
      }
    }
    return ended(root);
  }

  private static String withoutPlural(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("s")
        && !word.endsWith("ss")
        && !word.endsWith("us")
        && !word.endsWith("is")) {
      return word.substring(0, word.length() - 1);
    }
    return word;
  }

  private static String ended(String root) {
    int last = root.length() - 1;
    if (last >= 3
        && root.charAt(last) == root.charAt(last - 1)
        && !hasVowel(root.substring(last))) {
      return root.substring(0, last);
    }
    return last >= 3 && root.charAt(last) == 'e' ? root.substring(0, last) : root;
  }

  private static boolean hasVowel(String text) {
    return text.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0);
  }

  private static Map<String, String> groups(String... groups) {
    Map<String, String> first = new HashMap<>();
    for (String group : groups) {
      String[] words = group.split(" ", -1);
      for (String word : words) {
        first.put(root(word), root(words[0]));
      }
    }
    return Map.copyOf(first);
  }
}
