package io.parley.agent.speak.spoken;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rewrites text so that a simple synthesizer says it the way a teacher would: numbers, sums,
 * fractions and formulas in words, marks of layout gone. The result is plain ASCII. Pure function.
 */
public final class SpokenText {
  private record Rule(Pattern pattern, Function<MatchResult, String> spoken) {
    static Rule of(String regex, Function<MatchResult, String> spoken) {
      return new Rule(Pattern.compile(regex), spoken);
    }

    String apply(String text) {
      return pattern
          .matcher(text)
          .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(spoken.apply(match)));
    }
  }

  private static final Map<String, String> SIGNS = new LinkedHashMap<>();
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("km/h", "kilometers per hour"),
          Map.entry("m/s", "meters per second"),
          Map.entry("km", "kilometers"),
          Map.entry("cm", "centimeters"),
          Map.entry("mm", "millimeters"),
          Map.entry("m", "meters"),
          Map.entry("kg", "kilograms"),
          Map.entry("mg", "milligrams"),
          Map.entry("g", "grams"),
          Map.entry("ml", "milliliters"),
          Map.entry("l", "liters"),
          Map.entry("ms", "milliseconds"),
          Map.entry("s", "seconds"),
          Map.entry("h", "hours"),
          Map.entry("nm", "nanometers"));
  private static final Set<String> WORDS_IN_CAPITALS =
      Set.of("NASA", "NATO", "OPEC", "AIDS", "RAM", "ROM", "STOP", "YES", "NO", "NOT", "AND", "OR");

  static {
    String[] pairs = {
      "×",
      " times ",
      "·",
      " times ",
      "÷",
      " divided by ",
      "−",
      "-",
      "–",
      ", ",
      "—",
      ", ",
      "½",
      " 1/2",
      "¼",
      " 1/4",
      "¾",
      " 3/4",
      "⅓",
      " 1/3",
      "⅔",
      " 2/3",
      "≈",
      " about ",
      "≠",
      " is not equal to ",
      "≤",
      " is at most ",
      "≥",
      " is at least ",
      "²",
      " squared",
      "³",
      " cubed",
      "°C",
      " degrees Celsius",
      "°F",
      " degrees Fahrenheit",
      "°",
      " degrees",
      "π",
      " pi ",
      "€",
      " euros ",
      "→",
      " gives ",
      "’",
      "'",
      "‘",
      "'",
      "“",
      "",
      "”",
      "",
      "…",
      ".",
      "\u00a0",
      " ",
      "e.g.",
      "for example",
      "i.e.",
      "that is",
      "etc.",
      "et cetera",
      " & ",
      " and ",
      " vs. ",
      " versus "
    };
    for (int i = 0; i < pairs.length; i += 2) {
      SIGNS.put(pairs[i], pairs[i + 1]);
    }
  }

  private static final Rule[] RULES = {
    Rule.of("```|[*`#_]{1,3}(?=\\w)|(?<=[\\w.!?,])[*`_]{1,3}", match -> ""),
    Rule.of("https?://(?:www\\.)?([\\w.-]+)\\S*", match -> match.group(1).replace(".", " dot ")),
    Rule.of("(?<=\\d)\\s*[x*]\\s*(?=\\d)", match -> " times "),
    Rule.of("(?<=[\\d)])\\s*\\+\\s*(?=[\\d(])", match -> " plus "),
    Rule.of("\\s*=\\s*", match -> " equals "),
    Rule.of("(?<=[\\d)])\\s+-\\s+(?=[\\d(])", match -> " minus "),
    Rule.of("(?<=\\d)\\s*>\\s*(?=\\d)", match -> " is greater than "),
    Rule.of("(?<=\\d)\\s*<\\s*(?=\\d)", match -> " is less than "),
    Rule.of("\\b(\\d{1,2}):(\\d{2})\\b", SpokenText::time),
    Rule.of("\\b(?:[A-Z][a-z]?\\d*)*[A-Z][a-z]?\\d+(?:[A-Z][a-z]?\\d*)*\\b", SpokenText::formula),
    Rule.of("\\$\\s?(\\d[\\d,]*(?:\\.\\d+)?)", match -> match.group(1) + " dollars"),
    Rule.of("(?<=\\d)\\s?%", match -> " percent"),
    Rule.of("(?<=\\d)\\s?(km/h|m/s|km|cm|mm|nm|kg|mg|ml|ms|m|g|l|s|h)\\b", SpokenText::unit),
    Rule.of("(?<=\\d),(?=\\d{3}\\b)", match -> ""),
    Rule.of("\\b(\\d{1,4})\\s+(\\d{1,3})/(\\d{1,3})\\b", SpokenText::mixed),
    Rule.of("\\b(\\d{1,6})\\s?/\\s?(\\d{1,6})\\b", SpokenText::fraction),
    Rule.of("\\b(\\d+)\\.(\\d+)\\b", SpokenText::decimal),
    Rule.of("\\b(\\d{1,15})(?:st|nd|rd|th)\\b", match -> SpokenNumbers.ordinal(number(match))),
    Rule.of("(?<=\\b(?:[Ii]n|[Ss]ince|year|[Bb]y) )(\\d{4})\\b", SpokenText::year),
    Rule.of("(?<![\\w)])-(?=\\d)", match -> "minus "),
    Rule.of("(?<=\\d)-(?=\\d)", match -> " to "),
    Rule.of("(?<![\\w])(\\d{16,})(?!\\w)", match -> SpokenNumbers.digits(match.group())),
    Rule.of(
        "\\d{1,15}", match -> " " + SpokenNumbers.cardinal(Long.parseLong(match.group())) + " "),
    Rule.of("\\b[A-Z]{2,5}\\b", SpokenText::capitals),
    Rule.of("[^\\x20-\\x7e]|[\\[\\]{}<>|\\\\^~]", match -> " "),
    Rule.of("\\s+", match -> " "),
    Rule.of(" (?=[.,;:!?])", match -> ""),
  };

  private SpokenText() {}

  /** {@code text} as it is to be said. */
  public static String of(String text) {
    String spoken = text;
    for (int i = 0; i < 10; i++) {
      spoken = spoken.replace((char) ('₀' + i), (char) ('0' + i));
    }
    for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
      spoken = spoken.replace(sign.getKey(), sign.getValue());
    }
    for (Rule rule : RULES) {
      spoken = rule.apply(spoken);
    }
    return spoken.strip();
  }

  private static long number(MatchResult match) {
    return Long.parseLong(match.group(1));
  }

  private static String time(MatchResult match) {
    int minutes = Integer.parseInt(match.group(2));
    String tail =
        minutes == 0 ? "o'clock" : (minutes < 10 ? "oh " : "") + SpokenNumbers.cardinal(minutes);
    return SpokenNumbers.cardinal(number(match)) + " " + tail;
  }

  private static String formula(MatchResult match) {
    StringBuilder spelled = new StringBuilder();
    for (String part : match.group().split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)|(?=[A-Z])", -1)) {
      if (!part.isEmpty()) {
        spelled.append(Character.isDigit(part.charAt(0)) ? part : spell(part)).append(' ');
      }
    }
    return spelled.toString().strip();
  }

  private static String spell(String letters) {
    return String.join(" ", letters.toUpperCase(Locale.ROOT).split("(?!^)", -1));
  }

  private static String unit(MatchResult match) {
    return " " + UNITS.getOrDefault(match.group(1), match.group(1));
  }

  private static String mixed(MatchResult match) {
    return SpokenNumbers.cardinal(number(match))
        + " and "
        + SpokenNumbers.fraction(Long.parseLong(match.group(2)), Long.parseLong(match.group(3)));
  }

  private static String fraction(MatchResult match) {
    return SpokenNumbers.fraction(number(match), Long.parseLong(match.group(2)));
  }

  private static String decimal(MatchResult match) {
    String whole = match.group(1);
    String head =
        whole.length() > 15 ? SpokenNumbers.digits(whole) : SpokenNumbers.cardinal(number(match));
    return head + " point " + SpokenNumbers.digits(match.group(2));
  }

  private static String year(MatchResult match) {
    return SpokenNumbers.year((int) number(match));
  }

  private static String capitals(MatchResult match) {
    String word = match.group();
    if (word.equals("OK")) {
      return "okay";
    }
    return WORDS_IN_CAPITALS.contains(word) ? word.toLowerCase(Locale.ROOT) : spell(word);
  }
}
