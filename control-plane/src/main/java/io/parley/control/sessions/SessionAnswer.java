package io.parley.control.sessions;

import io.parley.kernel.session.SessionTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a turn came to.
 *
 * @param messages what was said in it, in order
 * @param trace why it went so; null outside of a playground
 */
public record SessionAnswer(
    VoiceSession session, List<SessionMessage> messages, @Nullable SessionTrace trace) {
  /** Copies the messages. */
  public SessionAnswer {
    messages = List.copyOf(messages);
  }
}
