package io.parley.kernel.route;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with places to be filled in at each call: {@code {{caller}}}, or {@code {{caller |
 * friend}}} with what stands there when the value is empty or unknown. Pure.
 */
public final class Placeholders {
  /** What every call has a value for. */
  public static final Set<String> BUILT_IN =
      Set.of("agent_name", "lesson_title", "caller", "caller_name", "dialled");

  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\s*([^{}|]*?)\\s*(?:\\|\\s*([^{}]*?)\\s*)?}}");

  private Placeholders() {}

  /** The names {@code text} has places for, in their order. */
  public static Set<String> in(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher places = PLACE.matcher(text);
    while (places.find()) {
      names.add(places.group(1));
    }
    return names;
  }

  /** {@code text} with its places filled; values are taken as they are, places in them stay. */
  public static String fill(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> {
          String value = values.getOrDefault(place.group(1), "");
          String otherwise = place.group(2) == null ? "" : place.group(2);
          return Matcher.quoteReplacement(value.isBlank() ? otherwise : value);
        });
  }
}
