package io.parley.loadtests.sip;

import java.util.concurrent.ThreadLocalRandom;

/** Random tokens for tags, branches and Call-IDs. Any thread. */
public final class Tokens {
  private Tokens() {}

  public static String next() {
    return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
  }

  /** A branch with RFC 3261's cookie. */
  static String branch() {
    return "z9hG4bK" + next();
  }
}
