package io.parley.control.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.reach.Dialer;
import io.parley.control.reach.TargetGuard;
import io.parley.kernel.time.NanoClock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one POST on a connection of its own to an address that was looked up and checked just
 * before. Follows no redirect. Whatever hangs, a name look-up too, ends with the attempt. Safe from
 * any thread.
 */
final class Sender implements AutoCloseable {
  private final Targets targets;
  private final WebhookLimits limits;
  private final Dialer dialer;
  private final NanoClock clock;

  /** An attempt is one virtual thread: when it is interrupted, the socket it waits on is closed. */
  private final ExecutorService attempts =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());

  Sender(Targets targets, WebhookLimits limits, SSLSocketFactory tls, NanoClock clock) {
    this.targets = targets;
    this.limits = limits;
    this.dialer = new Dialer(tls, limits.connect(), limits.total());
    this.clock = clock;
  }

  /** Posts {@code body}; returns within the limits, with an answer or the reason for none. */
  Reply post(URI target, Map<String, String> headers, String body) {
    long startNs = clock.nowNs();
    Future<HttpAnswer> attempt = attempts.submit(() -> exchange(target, headers, body));
    try {
      HttpAnswer answer = attempt.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(answer.status(), tookMs(startNs), "", answer.excerpt(), false);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      boolean refused = cause instanceof TargetGuard.Refused;
      return new Reply(0, tookMs(startNs), reason(cause), "", refused);
    } catch (TimeoutException _) {
      attempt.cancel(true);
      return Reply.none(tookMs(startNs), noAnswer());
    } catch (InterruptedException _) {
      attempt.cancel(true);
      Thread.currentThread().interrupt();
      return Reply.none(tookMs(startNs), "this server was stopped");
    }
  }

  private String noAnswer() {
    return "no whole answer within %d s".formatted(limits.total().toSeconds());
  }

  private long tookMs(long startNs) {
    return (clock.nowNs() - startNs) / 1_000_000;
  }

  private String reason(Throwable cause) {
    String detail = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String reason =
        switch (cause) {
          case TargetGuard.Refused _ -> "the address " + detail;
          case UnknownHostException _ -> "the host is unknown";
          case SocketTimeoutException _ -> noAnswer();
          case SSLException _ -> "no TLS connection: " + detail;
          case IOException _ -> detail;
          default -> "no attempt could be made: " + cause.getClass().getSimpleName();
        };
    return reason.length() <= 300 ? reason : reason.substring(0, 300);
  }

  private HttpAnswer exchange(URI target, Map<String, String> headers, String body)
      throws IOException, TargetGuard.Refused {
    byte[] content = body.getBytes(UTF_8);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("User-Agent", "Parley-Webhooks/1");
    all.put("Accept", "*/*");
    all.put("Content-Type", "application/json");
    all.put("Content-Length", Integer.toString(content.length));
    all.putAll(headers);
    try (Socket socket = dialer.connect(target, targets.addresses(target))) {
      OutputStream out = socket.getOutputStream();
      out.write(Dialer.head("POST", target, all));
      out.write(content);
      out.flush();
      return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
    }
  }

  /** Breaks off what is on its way. */
  @Override
  public void close() {
    attempts.shutdownNow();
  }
}
