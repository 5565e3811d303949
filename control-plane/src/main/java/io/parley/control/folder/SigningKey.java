package io.parley.control.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of this installation in a private file, and what it signs (HMAC-SHA256). Immutable. */
public final class SigningKey {
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final String text;

  private SigningKey(String text) {
    this.text = text;
  }

  /** The secret in {@code file}, which is made with a fresh one, of mode 0600, when absent. */
  public static SigningKey in(Path file) throws IOException {
    return new SigningKey(PrivateFile.readOrCreate(file, SigningKey::fresh));
  }

  private static String fresh() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The secret itself, as UTF-8. */
  public byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  /** The signature of {@code message}. */
  public byte[] sign(byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes(), HMAC));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
