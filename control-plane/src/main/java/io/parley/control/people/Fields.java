package io.parley.control.people;

import io.parley.control.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request may say about people: each field with its limits and how to mend it. */
public final class Fields {
  private static final int MAX_EMAIL = 254;
  private static final int MAX_NAME = 100;
  private static final int MIN_PASSWORD = 12;
  private static final int MAX_PASSWORD = 200;
  private static final int MIN_DIFFERENT = 5;
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");

  private Fields() {}

  /** The address as it is stored and looked up: in lower case. */
  static String email(@Nullable String given) {
    String email = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
    boolean plain = email.codePoints().noneMatch(Fields::isInvisible);
    if (email.length() > MAX_EMAIL || !plain || !EMAIL.matcher(email).matches()) {
      throw Refusal.invalid(
          "email",
          "This is not an e-mail address.",
          "Give one like ada@example.org, at most " + MAX_EMAIL + " characters.");
    }
    return email;
  }

  static String name(@Nullable String given) {
    String name = given == null ? "" : given.strip();
    boolean plain = name.codePoints().noneMatch(Fields::isInvisible);
    if (name.isEmpty() || name.length() > MAX_NAME || !plain) {
      throw Refusal.invalid(
          "name",
          "A name has 1 to " + MAX_NAME + " visible characters.",
          "Give the name as it is to be shown.");
    }
    return name;
  }

  /** A character that shows nothing, or half of one: no database takes all of these. */
  public static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  static Role role(@Nullable String given) {
    return Role.ofLabel(given == null ? "" : given)
        .orElseThrow(() ->
            Refusal.invalid(
                "role",
                "There is no such role.",
                "Give one of "
                    + Arrays.stream(Role.values())
                        .map(Role::label)
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  /** A password somebody chooses; what counts is its length. */
  static String password(String field, @Nullable String given, String email) {
    String password = given == null ? "" : given;
    int length = password.codePointCount(0, password.length());
    if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
      throw Refusal.invalid(
          field,
          "A password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters.",
          "Take a sentence that only you would think of.");
    }
    boolean dull = password.codePoints().distinct().count() < MIN_DIFFERENT;
    if (dull || password.equalsIgnoreCase(email)) {
      throw Refusal.invalid(
          field,
          "This password is too easy to guess.",
          "Take a sentence that only you would think of.");
    }
    return password;
  }
}
