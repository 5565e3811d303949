package io.parley.agent.provider.openai;

import io.parley.agent.hear.Expectation;
import io.parley.agent.think.Responder;
import io.parley.kernel.time.NanoClock;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A language model as a {@link Responder}. Safe from any thread; one instance serves all calls and
 * keeps nothing of them. Close it when no call is left.
 */
public final class OpenAiResponder implements Responder, AutoCloseable {
  private final AtomicLong replies = new AtomicLong();
  private final OpenAiCounters counters = new OpenAiCounters();
  private final ExecutorService executor;
  private final HttpClient client;
  private final ChatServer server;

  /** A responder that asks the model of {@code config}. */
  public OpenAiResponder(OpenAiConfig config) {
    this(config, NanoClock.SYSTEM);
  }

  /** The same with the deadlines of {@code clock}. */
  public OpenAiResponder(OpenAiConfig config, NanoClock clock) {
    executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("openai-http-", 0).factory());
    client =
        HttpClient.newBuilder()
            .connectTimeout(config.connect())
            .executor(executor)
            .version(
                config.completions().getScheme().equals("https")
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .build();
    server = new ChatServer(config, client, clock, counters);
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public boolean countsTokens() {
    return true;
  }

  @Override
  public Reply reply(Ask ask, Listener listener) {
    FixedLines.Line line = FixedLines.of(ask);
    Thread.Builder thread = Thread.ofVirtual().name("openai-" + replies.incrementAndGet());
    if (line != null) {
      thread.start(() -> say(line, ask, listener));
      return () -> {};
    }
    ChatReply reply = new ChatReply(server, ask, listener);
    thread.start(reply);
    return reply;
  }

  private static void say(FixedLines.Line line, Ask ask, Listener listener) {
    listener.piece(line.text());
    listener.cost(0, 0);
    listener.done(new End(ask.memory(), Expectation.OPEN, line.last(), false));
  }

  /** What has been asked and answered so far. */
  public OpenAiCounts counts() {
    return counters.snapshot();
  }

  /** Ends every reply under way and returns when its threads have ended. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    executor.close();
  }
}
