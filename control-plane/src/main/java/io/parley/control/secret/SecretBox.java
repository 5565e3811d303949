package io.parley.control.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets with AES-256-GCM (NIST SP 800-38D: a random nonce of 96 bits, a tag of 128) and
 * opens them at the place they were sealed for. Sealed they read {@code v1.<key's name>.<nonce,
 * text, tag>}. Safe from any thread.
 */
public final class SecretBox {
  private static final String VERSION = "v1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Pattern FORM =
      Pattern.compile("v1\\.([A-Za-z0-9_-]{1,32})\\.([A-Za-z0-9_-]{38,20000})");

  private final Keyring keys;
  private final SecureRandom random;

  /** A box for {@code keys}. */
  public SecretBox(Keyring keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /** {@code secret} as it may be kept at {@code place}. */
  public String seal(SecretPlace place, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text =
          cipher(Cipher.ENCRYPT_MODE, keys.sealing(), nonce, place).doFinal(secret.getBytes(UTF_8));
      byte[] whole = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
      return currentPrefix() + encoded(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** What was sealed at {@code place}. */
  public String open(SecretPlace place, String sealed) throws SecretFault {
    Matcher form = FORM.matcher(sealed);
    if (!form.matches()) {
      throw new SecretFault("this is no sealed secret");
    }
    Optional<SecretKey> key = keys.find(form.group(1));
    if (key.isEmpty()) {
      throw new SecretFault(
          "it was sealed with the key '"
              + form.group(1)
              + "', which PARLEY_SECRETS_KEY does not have: give that key too, or set the secret"
              + " again");
    }
    try {
      byte[] whole = decoded(form.group(2));
      byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.get(), nonce, place);
      return new String(cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new SecretFault(
          "it does not open with the key '" + form.group(1) + "': set the secret again");
    }
  }

  /** The bytes of {@code text}, which is the only way to write them. */
  private static byte[] decoded(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!encoded(bytes).equals(text)) {
      throw new IllegalArgumentException("bits are left over");
    }
    return bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, SecretPlace place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.authenticated());
    return cipher;
  }

  /** What the sealed secrets of the key that seals now begin with. */
  public String currentPrefix() {
    return VERSION + "." + keys.first() + ".";
  }

  /** The keys it has. */
  public Keyring keys() {
    return keys;
  }
}
