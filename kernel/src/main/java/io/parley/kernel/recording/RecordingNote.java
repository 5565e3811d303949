package io.parley.kernel.recording;

import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.UUID;

/**
 * What the recorder knows of a recording besides its sound. A value.
 *
 * @param startsMs when its first sample was played, in milliseconds after the call was offered
 * @param keepDays for how long the agent wants it kept
 */
public record RecordingNote(TenantId tenant, CallId call, int rateHz, long startsMs, int keepDays) {
  private static final int MAX_CHARS = 4096;

  /** As it is kept beside the sound: one {@code name=value} a line. */
  public String text() {
    return """
    tenant=%s
    call=%s
    rate_hz=%d
    starts_ms=%d
    keep_days=%d
    """
        .formatted(tenant.value(), call.value(), rateHz, startsMs, keepDays);
  }

  /** Reads {@link #text}; throws {@link IOException} for anything else. */
  public static RecordingNote parse(String text) throws IOException {
    if (text.length() > MAX_CHARS) {
      throw new IOException("a note of a recording with " + text.length() + " characters");
    }
    Properties lines = new Properties();
    lines.load(new StringReader(text));
    try {
      return new RecordingNote(
          new TenantId(lines.getProperty("tenant", "")),
          new CallId(UUID.fromString(lines.getProperty("call", ""))),
          Integer.parseInt(lines.getProperty("rate_hz", "")),
          Long.parseLong(lines.getProperty("starts_ms", "")),
          Integer.parseInt(lines.getProperty("keep_days", "")));
    } catch (IllegalArgumentException e) {
      throw new IOException("no note of a recording: " + e.getMessage(), e);
    }
  }
}
