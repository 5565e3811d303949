package io.parley.control.sessions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said in a session.
 *
 * @param seq counts from 1
 * @param role {@code user} or {@code agent}
 * @param source {@code text} when it was typed, {@code voice} when it was recognised, {@code agent}
 * @param shouldSpeak whether a client is to read it aloud by itself
 * @param confidence 0 to 1; null when it was typed or the agent's
 * @param responseMs how long the reply took; null for the user's
 * @param audio where it can be fetched as WAV; null when it cannot
 */
public record SessionMessage(
    int seq,
    String role,
    String source,
    String text,
    Instant at,
    boolean shouldSpeak,
    @Nullable Double confidence,
    @Nullable String sttProvider,
    @Nullable Long responseMs,
    long tokens,
    @Nullable String audio) {
  static final String USER = "user";
  static final String AGENT = "agent";
  static final String VOICE = "voice";
  static final String TEXT = "text";
}
