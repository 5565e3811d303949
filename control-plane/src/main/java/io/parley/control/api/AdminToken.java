package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.folder.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * The one secret that opens the API and the console, and the console sessions made from it. A
 * session is its own expiry, signed with the token: nothing is kept, and a new token ends them all.
 * Comparisons take the same time whatever is given. Immutable, safe from any thread.
 */
public final class AdminToken {
  /** How long a session lasts. */
  static final Duration SESSION = Duration.ofHours(12);

  private final SigningKey token;
  private final InstantSource wall;

  private AdminToken(SigningKey token, InstantSource wall) {
    this.token = token;
    this.wall = wall;
  }

  /** The token in {@code file}, which is made with a fresh one, of mode 0600, when absent. */
  public static AdminToken in(Path file, InstantSource wall) throws IOException {
    return new AdminToken(SigningKey.in(file), wall);
  }

  boolean matches(String given) {
    return MessageDigest.isEqual(token.sign(token.bytes()), token.sign(given.getBytes(UTF_8)));
  }

  /** A fresh session, for a cookie. */
  String newSession() {
    String expiry = String.valueOf(wall.instant().plus(SESSION).toEpochMilli());
    return expiry + "." + HexFormat.of().formatHex(token.sign(expiry.getBytes(UTF_8)));
  }

  boolean isSession(String given) {
    int dot = given.indexOf('.');
    if (dot < 1 || dot > 15 || !given.substring(0, dot).matches("\\d+")) {
      return false;
    }
    String expiry = given.substring(0, dot);
    String expected = HexFormat.of().formatHex(token.sign(expiry.getBytes(UTF_8)));
    boolean genuine =
        MessageDigest.isEqual(expected.getBytes(UTF_8), given.substring(dot + 1).getBytes(UTF_8));
    return genuine && Long.parseLong(expiry) > wall.millis();
  }
}
