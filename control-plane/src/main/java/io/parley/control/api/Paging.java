package io.parley.control.api;

import io.parley.control.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What lists have in common: a limit, a page, and the cursor of the next one. Stateless. */
final class Paging {
  private static final int MAX_LIMIT = 200;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Paging() {}

  /** One page of a list. */
  record Page<T>(List<T> items, @Nullable String nextCursor) {}

  /** How many are wanted. */
  static int limit(String given) {
    int limit = given.matches("\\d{1,3}") ? Integer.parseInt(given) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Refusal.invalid(
          "limit", "This is not a number of rows.", "Give 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }

  /** The page of {@code found}, which is one more than wanted when there is another. */
  static <T> Page<T> page(List<T> found, int limit, Function<T, UUID> id) {
    return pageByName(found, limit, last -> Cursor.after(id.apply(last)));
  }

  /** The same of a list in the order of names: the last name is where the next page begins. */
  static <T> Page<T> pageByName(List<T> found, int limit, Function<T, String> name) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, name.apply(items.getLast()));
  }

  /** A text to look for; one with a character that no stored text has is refused. */
  static @Nullable String text(String name, @Nullable String given) {
    if (given != null && (given.length() > 300 || given.indexOf('\0') >= 0)) {
      throw Refusal.invalid(name, "Nothing can have this value.", "Give it as it was listed.");
    }
    return given;
  }

  /** The id in a path; one that is none belongs to nothing. */
  static UUID id(String given, String what) {
    if (!ID.matcher(given).matches()) {
      throw Refusal.missing(what);
    }
    return UUID.fromString(given);
  }
}
