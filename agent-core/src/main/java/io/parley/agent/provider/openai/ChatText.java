package io.parley.agent.provider.openai;

import io.parley.agent.hear.Expectation;
import io.parley.agent.think.Farewell;
import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.Cue;
import io.parley.agent.think.Responder.End;
import io.parley.agent.think.Responder.Listener;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one completion into pieces of speech and the end of the reply. Owned by the
 * reply's thread.
 */
final class ChatText {
  private static final String DONE = "[DONE]";

  private final Ask ask;
  private final Listener listener;
  private final OpenAiCounters counters;
  private final ServerSentEvents events = new ServerSentEvents();
  private final ThinkFilter filter = new ThinkFilter();
  private final StringBuilder spoken = new StringBuilder();
  private boolean endsCall;
  private boolean complete;
  private boolean over;
  private @Nullable String fault;

  ChatText(Ask ask, Listener listener, OpenAiCounters counters) {
    this.ask = ask;
    this.listener = listener;
    this.counters = counters;
  }

  /** Takes the next portion; {@code true} when something was spoken. */
  boolean add(ByteIntake.Portion portion) {
    int before = spoken.length();
    for (ByteBuffer bytes : portion.bytes()) {
      events.add(bytes).forEach(this::event);
    }
    if (portion.last()) {
      events.end().forEach(this::event);
      streamEnded(portion.cause());
    } else if (events.isBroken()) {
      fail("sent a line that never ends");
    }
    return spoken.length() > before;
  }

  /** Nothing more is to be read. */
  boolean isOver() {
    return over;
  }

  /** The reply is complete and was handed over; only figures may follow. */
  boolean isComplete() {
    return complete;
  }

  boolean hasSpoken() {
    return !spoken.isEmpty();
  }

  /** What went wrong, as the rest of a sentence about the model; null for nothing. */
  @Nullable String fault() {
    return fault;
  }

  private void event(String data) {
    if (over || fault != null) {
      return;
    }
    if (data.strip().equals(DONE)) {
      finish();
      over = true;
      return;
    }
    ChatChunk chunk = ChatChunk.read(data);
    if (chunk == null) {
      fail("sent something that is no JSON");
      return;
    }
    String error = chunk.error();
    if (error != null) {
      fail(
          "failed in its reply (" + (error.length() > 200 ? error.substring(0, 200) : error) + ")");
      return;
    }
    counters.promptTokens.add(chunk.promptTokens());
    counters.replyTokens.add(chunk.replyTokens());
    if (chunk.promptTokens() + chunk.replyTokens() > 0) {
      listener.cost(chunk.promptTokens(), chunk.replyTokens());
    }
    endsCall |= chunk.endsCall();
    say(filter.add(chunk.content()));
    if (!chunk.finish().isEmpty()) {
      finish();
    }
  }

  private void streamEnded(@Nullable Throwable cause) {
    over = true;
    if (complete || fault != null) {
      return;
    }
    if (cause != null) {
      fail("broke the connection in its reply (" + cause.getClass().getSimpleName() + ")");
    } else {
      finish();
    }
  }

  private void say(String text) {
    if (!text.isEmpty() && !complete && (hasSpoken() || !text.isBlank())) {
      spoken.append(text);
      listener.piece(text);
    }
  }

  /** The reply is whole: hands over its end, once. */
  private void finish() {
    if (complete || fault != null) {
      return;
    }
    say(filter.end());
    boolean goodbye = endsCall || (ask.cue() == Cue.SAID && Farewell.meantBy(ask.said()));
    if (!hasSpoken() && goodbye) {
      say("Goodbye, and thank you for calling.");
    }
    if (!hasSpoken()) {
      fail("answered nothing");
      return;
    }
    complete = true;
    if (endsCall) {
      listener.called(ChatChunk.END_CALL, "{}", "the call ends when this was heard");
    }
    boolean asks = spoken.toString().strip().endsWith("?");
    listener.done(new End(ask.memory(), Expectation.OPEN, goodbye, asks && !goodbye));
  }

  private void fail(String reason) {
    if (!complete && fault == null) {
      fault = reason;
    }
  }
}
