package io.parley.control.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.Refusal;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) in its usual text form. Each hash takes 19 MiB and some ten milliseconds, so
 * that only a few are made at one time; who would have to wait for long is turned away. Safe from
 * any thread.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19 << 10;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONE_TIME = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final SecureRandom random;
  private final Semaphore places = new Semaphore(AT_ONE_TIME, true);
  private final String decoy;

  Passwords(SecureRandom random) {
    this.random = random;
    this.decoy = text(MEMORY_KIB, PASSES, 1, bytes(SALT_BYTES), bytes(HASH_BYTES));
  }

  /** The hash to store. */
  String hash(String password) {
    byte[] salt = bytes(SALT_BYTES);
    byte[] hash = compute(password, salt, MEMORY_KIB, PASSES, 1, HASH_BYTES);
    return text(MEMORY_KIB, PASSES, 1, salt, hash);
  }

  /** Whether it is the password; without a stored one it takes as long and is not. */
  boolean matches(String password, @Nullable String stored) {
    Matcher form = FORM.matcher(stored == null ? decoy : stored);
    if (!form.matches()) {
      throw new IllegalStateException("a stored password is not one of Argon2id");
    }
    byte[] salt = Base64.getDecoder().decode(form.group(4));
    byte[] expected = Base64.getDecoder().decode(form.group(5));
    byte[] given =
        compute(
            password,
            salt,
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, given) && stored != null;
  }

  private byte[] compute(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build();
    byte[] hash = new byte[length];
    takePlace();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(parameters);
      generator.generateBytes(password.getBytes(UTF_8), hash);
    } finally {
      places.release();
    }
    return hash;
  }

  private void takePlace() {
    boolean taken = false;
    try {
      taken = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw Refusal.tooOften(
          "busy", "Too many people sign in at this moment: try again.", Duration.ofSeconds(2));
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memoryKib, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }
}
