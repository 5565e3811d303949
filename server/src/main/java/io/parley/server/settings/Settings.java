package io.parley.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The settings in force, immutable. The environment wins over the settings file ({@code
 * PARLEY_CONFIG}), which wins over the defaults; a value that does not fit ends the start with a
 * {@link SettingError}.
 */
public final class Settings {
  /** Variables that the launcher or this class reads itself. */
  private static final List<String> OTHER_VARIABLES =
      List.of(
          "PARLEY_CONFIG",
          "PARLEY_HOME",
          "PARLEY_HEAP",
          "PARLEY_JAVA_OPTS",
          "PARLEY_LOAD_JAVA_OPTS",
          "PARLEY_NO_INSTALL");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private final Map<SettingKey, String> values;
  private final List<String> warnings;

  private Settings(Map<SettingKey, String> values, List<String> warnings) {
    this.values = values;
    this.warnings = List.copyOf(warnings);
  }

  /** Reads the environment and the file it names; relative paths are below {@code folder}. */
  public static Settings read(Map<String, String> environment, Path folder) {
    String file = environment.getOrDefault("PARLEY_CONFIG", "");
    Map<String, String> fromFile = file.isBlank() ? Map.of() : readFile(folder.resolve(file));
    Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
    for (SettingKey key : SettingKey.values()) {
      String text = environment.getOrDefault(key.variable(), "");
      if (text.isBlank()) {
        text = fromFile.getOrDefault(key.path(), key.defaultText());
      }
      values.put(key, text.strip());
    }
    return new Settings(values, strangers(environment));
  }

  private static List<String> strangers(Map<String, String> environment) {
    List<String> known = new ArrayList<>(OTHER_VARIABLES);
    Arrays.stream(SettingKey.values()).map(SettingKey::variable).forEach(known::add);
    List<String> lines = new ArrayList<>();
    for (String name : new TreeMap<>(environment).keySet()) {
      if (name.startsWith("PARLEY_") && !known.contains(name)) {
        lines.add(name + " is not a setting and is ignored; did you mean " + nearest(name, known));
      }
    }
    return lines;
  }

  private static Map<String, String> readFile(Path file) {
    Object root;
    try (var in = Files.newBufferedReader(file)) {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException | YAMLException e) {
      throw new SettingError(
          "PARLEY_CONFIG="
              + file
              + ": cannot be read ("
              + e.getMessage()
              + "); give a YAML file like config/reference.yaml");
    }
    Map<String, String> flat = new HashMap<>();
    flatten("", root, flat);
    List<String> known = Arrays.stream(SettingKey.values()).map(SettingKey::path).toList();
    for (String path : flat.keySet()) {
      if (!known.contains(path)) {
        throw new SettingError(
            "PARLEY_CONFIG="
                + file
                + ": there is no setting "
                + path
                + "; did you mean "
                + nearest(path, known));
      }
    }
    return flat;
  }

  private static void flatten(String prefix, @Nullable Object node, Map<String, String> into) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, child) ->
          flatten(prefix.isEmpty() ? "" + name : prefix + "." + name, child, into));
    } else if (node != null) {
      into.put(prefix, node.toString());
    }
  }

  private static String nearest(String name, List<String> known) {
    return known.stream()
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
        .orElseThrow();
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /** Lines worth telling the operator: variables that look like settings and are none. */
  public List<String> warnings() {
    return warnings;
  }

  /** The value as written; empty when it is off. */
  public String text(SettingKey key) {
    return values.getOrDefault(key, "");
  }

  /** One of {@code choices}, whatever its case. */
  public String choice(SettingKey key, String... choices) {
    String text = text(key).toLowerCase(Locale.ROOT);
    if (!List.of(choices).contains(text)) {
      throw SettingError.of(key, text(key), "must be one of " + String.join(", ", choices));
    }
    return text;
  }

  /** A whole number within bounds, both included. */
  public int number(SettingKey key, int min, int max) {
    try {
      int number = Integer.parseInt(text(key));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw SettingError.of(key, text(key), "must be a whole number, " + min + " to " + max);
    }
    throw SettingError.of(key, text(key), "must be " + min + " to " + max);
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
  public Duration duration(SettingKey key) {
    Matcher matcher = DURATION.matcher(text(key));
    if (!matcher.matches()) {
      throw SettingError.of(key, text(key), "must be a duration such as 500ms, 30s, 5m or 1h");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  /**
   * Turns a value into what a room's config wants; its complaint becomes a {@link SettingError}.
   */
  public <T> T parsed(SettingKey key, Function<String, T> parser) {
    try {
      return parser.apply(text(key));
    } catch (IllegalArgumentException e) {
      throw SettingError.of(key, shown(key), "" + e.getMessage());
    }
  }

  private String shown(SettingKey key) {
    return key.isSecret() ? "***" : text(key);
  }

  /** Every setting as it may be logged: secrets masked. */
  public Map<String, String> effective() {
    Map<String, String> shown = new TreeMap<>();
    for (SettingKey key : SettingKey.values()) {
      String text = text(key);
      boolean masked = key.isSecret() || text.contains("://");
      shown.put(key.path(), masked && !text.isEmpty() ? "***" : text);
    }
    return shown;
  }
}
