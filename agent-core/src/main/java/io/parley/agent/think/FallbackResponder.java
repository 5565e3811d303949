package io.parley.agent.think;

import io.parley.agent.speak.Sentences;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.time.NanoClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Asks one responder, and in the same turn another one when the first fails: before its first word
 * or in mid-stream. Whole sentences are passed on, so that no half one is ever spoken. After some
 * failures in a row the first is left alone for a while. Safe from any thread.
 */
public final class FallbackResponder implements Responder {
  private static final String OF_FIRST = "first.";
  private static final String OF_SECOND = "second.";
  private static final int FAILURES_TO_REST = 3;
  private static final Duration REST = Duration.ofSeconds(30);
  private static final Duration LONGEST_REST = Duration.ofSeconds(60);

  private final Responder first;
  private final Responder second;
  private final NanoClock clock;
  private final AtomicInteger failuresInRow = new AtomicInteger();
  private final AtomicLong restFromNs = new AtomicLong();
  private final AtomicLong restNs = new AtomicLong();
  private final LongAdder answers = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder midway = new LongAdder();
  private final LongAdder skips = new LongAdder();
  private final LongAdder seconds = new LongAdder();

  /** Asks {@code first}, then {@code second}. */
  public FallbackResponder(Responder first, Responder second, NanoClock clock) {
    this.first = first;
    this.second = second;
    this.clock = clock;
  }

  @Override
  public String name() {
    return first.name();
  }

  @Override
  public boolean countsTokens() {
    return first.countsTokens();
  }

  /** What was decided so far. */
  public FallbackCounts counts() {
    return new FallbackCounts(
        answers.sum(), failures.sum(), midway.sum(), skips.sum(), seconds.sum());
  }

  @Override
  public Reply reply(Ask ask, Listener listener) {
    Relay relay = new Relay(ask, listener);
    if (isResting()) {
      skips.increment();
      relay.askSecond();
    } else {
      listener.answeredBy(first.name());
      relay.under(first.reply(remembering(ask, OF_FIRST), relay));
    }
    return relay;
  }

  private boolean isResting() {
    return clock.nowNs() - restFromNs.get() < restNs.get();
  }

  private void failed(Fault fault) {
    failures.increment();
    Duration rest =
        switch (fault) {
          case Fault.Busy busy -> Duration.ofSeconds(busy.retryAfterS());
          case Fault.Refused refused -> LONGEST_REST;
          case Fault.Unavailable away ->
              failuresInRow.incrementAndGet() >= FAILURES_TO_REST ? REST : Duration.ZERO;
        };
    restFromNs.set(clock.nowNs());
    restNs.set(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST.toNanos() : rest.toNanos());
  }

  /** The ask as one of the two knows it: with what that one left in its own last turn. */
  private static Ask remembering(Ask ask, String whose) {
    Map<String, String> own = new HashMap<>();
    ask.memory()
        .forEach((key, value) -> {
          if (key.startsWith(whose)) {
            own.put(key.substring(whose.length()), value);
          }
        });
    return new Ask(
        ask.call(),
        ask.cue(),
        ask.count(),
        ask.said(),
        ask.confidence(),
        ask.lesson(),
        ask.history(),
        Map.copyOf(own),
        ask.persona(),
        ask.context());
  }

  /** The end of a turn of one of the two; what the other remembers is kept for its next turn. */
  private static End kept(Ask ask, End end, String whose) {
    Map<String, String> memory = new HashMap<>();
    ask.memory()
        .forEach((key, value) -> {
          if (!key.startsWith(whose)) {
            memory.put(key, value);
          }
        });
    end.memory().forEach((key, value) -> memory.put(whose + key, value));
    return new End(Map.copyOf(memory), end.expect(), end.hangUp(), end.thinkTime());
  }

  /** One reply: passes on the first's, and turns to the second when it fails. */
  private final class Relay implements Listener, Reply {
    private final Ask ask;
    private final Listener listener;
    private final Sentences sentences = new Sentences();
    private final AtomicReference<@Nullable Reply> running = new AtomicReference<>();
    private volatile boolean cancelled;
    private boolean spoke;

    Relay(Ask ask, Listener listener) {
      this.ask = ask;
      this.listener = listener;
    }

    /** {@code reply} is the one to be cancelled, unless the second runs already. */
    void under(Reply reply) {
      if (!running.compareAndSet(null, reply) || !cancelled) {
        return;
      }
      reply.cancel();
    }

    @Override
    public void cancel() {
      cancelled = true;
      Reply now = running.get();
      if (now != null) {
        now.cancel();
      }
    }

    @Override
    public void piece(String text) {
      sentences.add(text).forEach(this::pass);
    }

    @Override
    public void done(End end) {
      sentences.end().forEach(this::pass);
      failuresInRow.set(0);
      answers.increment();
      listener.done(kept(ask, end, OF_FIRST));
    }

    @Override
    public void failed(Fault fault) {
      FallbackResponder.this.failed(fault);
      if (spoke) {
        midway.increment();
      }
      if (!cancelled) {
        askSecond();
      }
    }

    /** The line break ends the sentence for whoever gathers pieces into sentences. */
    private void pass(String sentence) {
      spoke = true;
      listener.piece(sentence + "\n");
    }

    @Override
    public void called(String tool, String arguments, String result) {
      listener.called(tool, arguments, result);
    }

    @Override
    public void cost(long promptTokens, long replyTokens) {
      listener.cost(promptTokens, replyTokens);
    }

    void askSecond() {
      seconds.increment();
      listener.answeredBy(second.name());
      Reply reply = second.reply(remembering(ask, OF_SECOND), new Closing(ask, listener));
      running.set(reply);
      if (cancelled) {
        reply.cancel();
      }
    }
  }

  /** Passes on the second's reply, with what it remembers. */
  private static final class Closing implements Listener {
    private final Ask ask;
    private final Listener listener;

    Closing(Ask ask, Listener listener) {
      this.ask = ask;
      this.listener = listener;
    }

    @Override
    public void piece(String text) {
      listener.piece(text);
    }

    @Override
    public void done(End end) {
      listener.done(kept(ask, end, OF_SECOND));
    }

    @Override
    public void failed(Fault fault) {
      listener.failed(fault);
    }

    @Override
    public void called(String tool, String arguments, String result) {
      listener.called(tool, arguments, result);
    }

    @Override
    public void cost(long promptTokens, long replyTokens) {
      listener.cost(promptTokens, replyTokens);
    }
  }
}
