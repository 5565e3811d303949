package io.parley.agent.provider.openai;

import io.parley.agent.think.Responder.Ask;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.fault.Fault.Retry;
import io.parley.kernel.time.NanoClock;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** The API at the other end: how it is asked, and what its refusals mean. Safe from any thread. */
final class ChatServer {
  private static final int LONGEST_RETRY_S = 3600;

  final OpenAiConfig config;
  final NanoClock clock;
  final OpenAiCounters counters;
  private final HttpClient client;

  /** Some models know no tools; then they are asked without. */
  private final AtomicBoolean toolsRefused = new AtomicBoolean();

  ChatServer(OpenAiConfig config, HttpClient client, NanoClock clock, OpenAiCounters counters) {
    this.config = config;
    this.client = client;
    this.clock = clock;
    this.counters = counters;
  }

  /** Whether to offer tools. */
  boolean takesTools() {
    return !toolsRefused.get();
  }

  /** The server answered only without tools: so it is from now on. */
  void refusesTools() {
    toolsRefused.set(true);
  }

  /** Sends the request; the body of the response comes as it is sent. */
  CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> ask(Ask ask, boolean tools) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.completions())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(Prompt.body(config, ask, tools)));
    if (!config.apiKey().isEmpty()) {
      request.header("Authorization", "Bearer " + config.apiKey());
    }
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofPublisher());
  }

  /** What an answer other than 200 means, and who must act. */
  Fault refusal(HttpResponse<?> response, String body) {
    int status = response.statusCode();
    String what = "the model at " + config.baseUrl() + " answered " + status;
    String why = ChatChunk.errorOf(body);
    String detail = why.isEmpty() ? what : what + " (" + why + ")";
    return switch (status) {
      case 401, 403 ->
          new Fault.Refused(detail + "; check OPENAI_API_KEY (or GROQ_API_KEY) and its rights");
      case 404 -> new Fault.Refused(detail + "; check PARLEY_LLM_MODEL and OPENAI_BASE_URL");
      case 429 -> new Fault.Busy(detail + "; its limit is reached", retryAfterS(response));
      default ->
          status >= 500 || status == 408
              ? new Fault.Unavailable(detail + "; try again", Retry.ELSEWHERE)
              : new Fault.Refused(detail + "; the server takes no such request");
    };
  }

  /** What an exception of the HTTP client means. */
  Fault broken(Throwable cause) {
    String reason =
        switch (cause) {
          case HttpTimeoutException e -> "cannot be reached in time";
          case ConnectException e -> "cannot be reached";
          default -> "broke the connection (" + cause.getClass().getSimpleName() + ")";
        };
    return unavailable(reason);
  }

  /** The model is away: {@code reason} completes the sentence. */
  Fault unavailable(String reason) {
    return new Fault.Unavailable(
        "the model at "
            + config.baseUrl()
            + " "
            + reason
            + "; check OPENAI_BASE_URL and the server",
        Retry.ELSEWHERE);
  }

  private static int retryAfterS(HttpResponse<?> response) {
    String text = response.headers().firstValue("retry-after").orElse("");
    if (!text.matches("\\d{1,9}(?:\\.\\d+)?")) {
      return 1;
    }
    return (int) Math.clamp(Math.ceil(Double.parseDouble(text)), 1, LONGEST_RETRY_S);
  }
}
