package io.parley.control.recordings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.folder.SigningKey;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links that open one recording of one tenant for a while, to whoever has them: tenant, call and
 * end, signed with a key of this installation (HMAC-SHA256). Nothing is kept of them; a new key
 * ends them all. They lead to this process, not to the store: one form for folder and bucket, of
 * the console's own origin, and worth nothing once the recording is deleted. Immutable, safe from
 * any thread.
 */
public final class RecordingLinks {
  /** Where links begin. */
  public static final String PATH = "/recordings/";

  private static final Pattern FORM =
      Pattern.compile(
          "([a-z0-9-]{1,63})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,12})"
              + "\\.([A-Za-z0-9_-]{43})");

  private final SigningKey key;
  private final Duration life;
  private final InstantSource wall;

  private RecordingLinks(SigningKey key, Duration life, InstantSource wall) {
    this.key = key;
    this.life = life;
    this.wall = wall;
  }

  /** Links signed with the key in {@code file}, which is made when absent. */
  public static RecordingLinks in(Path file, Duration life, InstantSource wall) throws IOException {
    return new RecordingLinks(SigningKey.in(file), life, wall);
  }

  /**
   * A link.
   *
   * @param url its path at this server
   */
  public record RecordingLink(String url, Instant expiresAt) {}

  /** What a link opens. */
  public record Opened(TenantId tenant, UUID call) {}

  /** A link to the recording of {@code call}, valid from now on. */
  public RecordingLink to(TenantId tenant, UUID call) {
    long end = wall.instant().plus(life).getEpochSecond();
    String signed = tenant.value() + "." + call + "." + end;
    return new RecordingLink(
        PATH + signed + "." + signature(signed) + "/" + call + ".wav", Instant.ofEpochSecond(end));
  }

  /** What {@code token} opens; empty when it is none of ours, or its time is over. */
  public Optional<Opened> open(String token) {
    Matcher form = FORM.matcher(token);
    if (!form.matches()) {
      return Optional.empty();
    }
    String signed = token.substring(0, token.lastIndexOf('.'));
    boolean genuine =
        MessageDigest.isEqual(
            signature(signed).getBytes(US_ASCII), form.group(4).getBytes(US_ASCII));
    boolean valid = genuine && wall.instant().getEpochSecond() < Long.parseLong(form.group(3));
    return valid
        ? Optional.of(new Opened(new TenantId(form.group(1)), UUID.fromString(form.group(2))))
        : Optional.empty();
  }

  private String signature(String signed) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.sign(("recording\n" + signed).getBytes(UTF_8)));
  }
}
