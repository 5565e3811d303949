package io.parley.agent.provider.openai;

import io.parley.agent.think.Responder;
import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.Listener;
import io.parley.kernel.fault.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One reply of the model: asks, and reads the stream to its end. Run by the reply's own virtual
 * thread; cancelled from any thread, which closes the connection and ends the thread at once.
 */
final class ChatReply implements Runnable, Responder.Reply {
  private static final Duration STALE_CONNECTION = Duration.ofSeconds(1);
  private static final int LONGEST_ERROR_BYTES = 1 << 14;

  private final ChatServer server;
  private final Ask ask;
  private final Listener listener;
  private final long askedNs;
  private final ByteIntake intake = new ByteIntake();
  private final AtomicReference<@Nullable CompletableFuture<?>> request = new AtomicReference<>();
  private volatile boolean cancelled;

  ChatReply(ChatServer server, Ask ask, Listener listener) {
    this.server = server;
    this.ask = ask;
    this.listener = listener;
    this.askedNs = server.clock.nowNs();
  }

  @Override
  public void cancel() {
    cancelled = true;
    CompletableFuture<?> now = request.get();
    if (now != null) {
      now.cancel(true);
    }
    intake.stop();
  }

  @Override
  public void run() {
    server.counters.asked.increment();
    Fault fault;
    try {
      fault = converse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fault = server.unavailable("was not waited for, because the process stops");
    }
    if (cancelled) {
      server.counters.cancelled.increment();
    } else if (fault != null) {
      server.counters.failed(fault);
      listener.failed(fault);
    } else {
      server.counters.answered.increment();
    }
  }

  private @Nullable Fault converse() throws InterruptedException {
    boolean tools = server.takesTools();
    Attempt first = attempt(tools);
    if (first.response != null && first.response.statusCode() == 400 && tools) {
      refusalOf(first.response);
      Attempt plain = attempt(false);
      if (plain.response != null && plain.response.statusCode() == 200) {
        server.refusesTools();
      }
      return read(plain);
    }
    return read(first.isStale ? attempt(tools) : first);
  }

  /** Sends the request and waits for the head of the response. */
  private Attempt attempt(boolean tools) throws InterruptedException {
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sent = server.ask(ask, tools);
    request.set(sent);
    if (cancelled) {
      sent.cancel(true);
    }
    try {
      return new Attempt(sent.get(leftNs(firstTokenDueNs()), TimeUnit.NANOSECONDS), null, false);
    } catch (TimeoutException e) {
      sent.cancel(true);
      return Attempt.failed(server.unavailable("did not answer in time"));
    } catch (CancellationException e) {
      return Attempt.failed(server.unavailable("was not waited for"));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean early = server.clock.nowNs() - askedNs < STALE_CONNECTION.toNanos();
      boolean stale =
          early
              && cause instanceof IOException
              && !(cause instanceof ConnectException)
              && !(cause instanceof HttpTimeoutException);
      return new Attempt(null, server.broken(cause), stale);
    }
  }

  private @Nullable Fault read(Attempt attempt) throws InterruptedException {
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = attempt.response;
    if (response == null) {
      return attempt.fault;
    }
    if (response.statusCode() != 200) {
      return refusalOf(response);
    }
    response.body().subscribe(intake);
    ChatText text = new ChatText(ask, listener, server.counters);
    long dueNs = firstTokenDueNs();
    while (!text.isOver()) {
      ByteIntake.Portion portion = intake.next(leftNs(dueNs));
      if (cancelled) {
        return null;
      }
      if (portion == null) {
        intake.stop();
        return late(text);
      }
      boolean spoke = text.add(portion);
      if (text.fault() != null) {
        intake.stop();
        return server.unavailable(text.fault());
      }
      if (spoke) {
        dueNs = server.clock.nowNs() + server.config.gap().toNanos();
      }
    }
    return null;
  }

  /** The deadline has passed: a reply that was complete but for its last event is complete. */
  private @Nullable Fault late(ChatText text) {
    if (text.isComplete()) {
      return null;
    }
    return server.unavailable(
        text.hasSpoken() ? "stopped in the middle of its reply" : "said nothing in time");
  }

  /** Reads the body of a refusal, so that the fault can say why. */
  private Fault refusalOf(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response)
      throws InterruptedException {
    ByteIntake body = new ByteIntake();
    response.body().subscribe(body);
    StringBuilder text = new StringBuilder();
    long dueNs = server.clock.nowNs() + STALE_CONNECTION.toNanos();
    ByteIntake.Portion portion = body.next(leftNs(dueNs));
    while (portion != null && !portion.last() && text.length() < LONGEST_ERROR_BYTES) {
      for (ByteBuffer bytes : portion.bytes()) {
        text.append(StandardCharsets.UTF_8.decode(bytes));
      }
      portion = body.next(leftNs(dueNs));
    }
    body.stop();
    return server.refusal(response, text.toString());
  }

  private long firstTokenDueNs() {
    return askedNs + server.config.firstToken().toNanos();
  }

  private long leftNs(long dueNs) {
    return Math.max(0, dueNs - server.clock.nowNs());
  }

  /**
   * How one request went: a response, or the fault.
   *
   * @param isStale a connection kept from earlier may have been closed by the server meanwhile
   */
  private record Attempt(
      @Nullable HttpResponse<Flow.Publisher<List<ByteBuffer>>> response,
      @Nullable Fault fault,
      boolean isStale) {
    static Attempt failed(Fault fault) {
      return new Attempt(null, fault, false);
    }
  }
}
