package io.parley.control.secret;

import io.parley.control.folder.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that secrets are encrypted with, each of 256 bits and with a name. The first one seals,
 * all of them open. Immutable; never printed.
 */
public final class Keyring {
  private static final int KEY_BYTES = 32;
  private static final int MOST = 16;
  private static final String FORM =
      "give name:key, the key as 32 bytes in base64 (openssl rand -base64 32); several with commas,"
          + " the one that seals first";

  private final Map<String, SecretKey> keys;
  private final String first;
  private final SecretKey sealing;

  private Keyring(Map<String, SecretKey> keys) {
    this.keys = keys;
    Map.Entry<String, SecretKey> entry = keys.entrySet().iterator().next();
    this.first = entry.getKey();
    this.sealing = entry.getValue();
  }

  /**
   * Reads {@code name:key}, separated by commas or lines. Throws {@link IllegalArgumentException}
   * naming {@code source} and what is wrong, never a key.
   */
  public static Keyring parse(String source, String text) {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    String[] entries = text.strip().split("[,\\s]+", -1);
    for (int i = 0; i < entries.length; i++) {
      int colon = entries[i].indexOf(':');
      String name = colon < 0 ? "" : entries[i].substring(0, colon);
      String where = source + ", key " + (i + 1);
      if (!name.matches("[A-Za-z0-9_-]{1,32}")) {
        throw new IllegalArgumentException(
            where + ": has no name of letters, digits, - and _; " + FORM);
      }
      if (keys.put(name, key(where + " (" + name + ")", entries[i].substring(colon + 1))) != null) {
        throw new IllegalArgumentException(
            where + ": the name " + name + " is there twice; name each key once");
      }
    }
    if (keys.size() > MOST) {
      throw new IllegalArgumentException(
          source + ": more than " + MOST + " keys; take old ones out");
    }
    return new Keyring(keys);
  }

  private static SecretKey key(String where, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(where + ": is no base64; " + FORM);
    }
    try {
      if (bytes.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            where + ": has " + bytes.length + " bytes and not " + KEY_BYTES + "; " + FORM);
      }
      return new SecretKeySpec(bytes, "AES");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The keys of {@code file}, which is made with a fresh one (mode 0600) when there is none. */
  public static Keyring inFile(Path file, SecureRandom random) throws IOException {
    return parse(
        file.toString(),
        PrivateFile.readOrCreate(
            file,
            () -> {
              byte[] bytes = new byte[KEY_BYTES];
              random.nextBytes(bytes);
              return "k1:" + Base64.getEncoder().encodeToString(bytes);
            }));
  }

  /** The name of the key that seals. */
  public String first() {
    return first;
  }

  /** The names of all keys. */
  public Set<String> names() {
    return Set.copyOf(keys.keySet());
  }

  Optional<SecretKey> find(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  SecretKey sealing() {
    return sealing;
  }

  @Override
  public String toString() {
    return "keys " + String.join(", ", keys.keySet());
  }
}
