package io.parley.control.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How two documents differ, field by field. Pure. */
public final class Differences {
  private Differences() {}

  /**
   * One value that changed.
   *
   * @param pointer where (JSON Pointer, RFC 6901)
   * @param before null when there was nothing
   * @param after null when there is nothing any more
   */
  public record Change(String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {}

  /** What changed from {@code before} to {@code after}, in the order of the fields. */
  public static List<Change> between(JsonNode before, JsonNode after) {
    List<Change> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String pointer, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
    if (before == null || after == null || !sameShape(before, after)) {
      if (before == null || !before.equals(after)) {
        changes.add(new Change(pointer, before, after));
      }
      return;
    }
    if (before.isObject()) {
      Set<String> names = new LinkedHashSet<>(before.propertyNames());
      names.addAll(after.propertyNames());
      for (String name : names) {
        compare(pointer + "/" + escaped(name), before.get(name), after.get(name), changes);
      }
    } else {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(pointer + "/" + i, before.get(i), after.get(i), changes);
      }
    }
  }

  private static boolean sameShape(JsonNode before, JsonNode after) {
    return (before.isObject() && after.isObject()) || (before.isArray() && after.isArray());
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
