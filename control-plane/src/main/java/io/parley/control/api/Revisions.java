package io.parley.control.api;

import io.parley.control.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Revisions as entity tags (RFC 9110 8.8.3), so that nobody overwrites what they have not seen. */
final class Revisions {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  private Revisions() {}

  static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /** The revision of an {@code If-Match}; null when any will do. */
  static @Nullable Long wanted(@Nullable String ifMatch, String what) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw Refusal.outdated(what);
    }
    return Long.valueOf(tag.group(1));
  }
}
