package io.parley.control.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list goes on; opaque to who uses it. Stateless. */
final class Cursor {
  private static final String PREFIX = "1:";

  private Cursor() {}

  static String after(UUID last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((PREFIX + last).getBytes(US_ASCII));
  }

  static @Nullable UUID read(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
      if (text.startsWith(PREFIX)) {
        return UUID.fromString(text.substring(PREFIX.length()));
      }
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
    throw unknown();
  }

  private static Problem unknown() {
    return Problem.badParameter("cursor", "not one of ours; take next_cursor as it is");
  }
}
