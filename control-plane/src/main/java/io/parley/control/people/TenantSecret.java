package io.parley.control.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.kernel.id.TenantId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 256 random bits handed out once, with their tenant in front, so that they can be looked up where
 * only one tenant's rows are seen. Stored as a hash; never printed. Immutable.
 */
record TenantSecret(TenantId tenant, String bits) {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("([a-z0-9-]{1,63})[._]([A-Za-z0-9_-]{43})");

  static TenantSecret fresh(TenantId tenant, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new TenantSecret(tenant, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Reads what {@link #text} wrote, with either separator; empty for anything else. */
  static Optional<TenantSecret> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new TenantSecret(new TenantId(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  /** As handed out; {@code separator} is a dot or an underscore. */
  String text(char separator) {
    return tenant.value() + separator + bits;
  }

  /** As stored: so many random bits need no slow hash. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bits.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return tenant + ".***";
  }
}
