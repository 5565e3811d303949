package io.parley.control.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.parley.control.provider.TestResult.Failure;
import io.parley.control.reach.Dialer;
import io.parley.control.reach.TargetGuard;
import io.parley.kernel.time.NanoClock;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider one thing that needs its key, and says what fails. It connects to the addresses
 * that were looked up and allowed just before; follows no redirect; reads the head of the answer
 * only. Safe from any thread.
 */
public final class ProviderProbe implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
  private static final int MAX_HEAD_BYTES = 32 << 10;

  private final TargetGuard guard;
  private final Duration patience;
  private final Dialer dialer;
  private final NanoClock clock;
  private final InstantSource wall;

  /** A test is one virtual thread: when it is interrupted, the socket it waits on is closed. */
  private final ExecutorService tests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("provider-test-", 0).factory());

  /** Tests end within {@code patience}, whatever hangs. */
  public ProviderProbe(
      TargetGuard guard,
      Duration patience,
      SSLSocketFactory tls,
      NanoClock clock,
      InstantSource wall) {
    this.guard = guard;
    this.patience = patience;
    this.dialer = new Dialer(tls, patience.dividedBy(2), patience);
    this.clock = clock;
    this.wall = wall;
  }

  /** Where a credential may be sent to. */
  public TargetGuard guard() {
    return guard;
  }

  private record Head(int status, boolean json) {}

  /** Sends GET {@code target} with {@code headers}. */
  TestResult get(URI target, Map<String, String> headers) {
    long startNs = clock.nowNs();
    Future<Head> test = tests.submit(() -> exchange(target, headers));
    try {
      return judged(test.get(patience.toMillis(), TimeUnit.MILLISECONDS), startNs);
    } catch (ExecutionException e) {
      return broken(e.getCause() == null ? e : e.getCause(), target, startNs);
    } catch (TimeoutException _) {
      test.cancel(true);
      return bad(Failure.TIMEOUT, "no answer within " + patience.toSeconds() + " s", null, startNs);
    } catch (InterruptedException _) {
      test.cancel(true);
      Thread.currentThread().interrupt();
      return bad(Failure.TIMEOUT, "this server was stopped", null, startNs);
    }
  }

  private TestResult bad(Failure failure, String detail, @Nullable Integer status, long startNs) {
    return TestResult.bad(failure, detail, status, tookMs(startNs), wall.instant());
  }

  /** The same for what failed before anything was sent. */
  TestResult lost(String reason) {
    return TestResult.bad(Failure.SECRET_LOST, reason, null, 0, wall.instant());
  }

  private long tookMs(long startNs) {
    return (clock.nowNs() - startNs) / 1_000_000;
  }

  private TestResult judged(Head head, long startNs) {
    int status = head.status();
    String answered = "the provider answered " + status;
    if (status == 200 && head.json()) {
      return TestResult.good(status, tookMs(startNs), wall.instant());
    }
    Failure failure =
        switch (status) {
          case 401 -> Failure.UNAUTHORIZED;
          case 403 -> Failure.FORBIDDEN;
          case 404 -> Failure.NOT_FOUND;
          case 429 -> Failure.RATE_LIMITED;
          default -> status >= 500 ? Failure.PROVIDER_ERROR : Failure.UNEXPECTED_ANSWER;
        };
    return bad(failure, status == 200 ? answered + " without JSON" : answered, status, startNs);
  }

  private TestResult broken(Throwable cause, URI target, long startNs) {
    String host = target.getHost();
    String detail = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String shown = detail.substring(0, Math.min(200, detail.length()));
    return switch (cause) {
      case TargetGuard.Refused _ ->
          bad(Failure.TARGET_REFUSED, "the address " + shown, null, startNs);
      case UnknownHostException _ ->
          bad(Failure.UNKNOWN_HOST, "the name " + host + " is unknown", null, startNs);
      case NoRouteToHostException _ ->
          bad(Failure.UNREACHABLE, "there is no way to " + host, null, startNs);
      case ConnectException _ ->
          bad(Failure.CONNECTION_REFUSED, host + " refused the connection", null, startNs);
      case HttpConnectTimeoutException _, SocketTimeoutException _ ->
          bad(Failure.TIMEOUT, "no connection to " + host + " in time", null, startNs);
      case SSLException _ -> bad(Failure.TLS, "no TLS with " + host + ": " + shown, null, startNs);
      default ->
          bad(Failure.UNEXPECTED_ANSWER, "the connection broke off: " + shown, null, startNs);
    };
  }

  private Head exchange(URI target, Map<String, String> headers)
      throws IOException, TargetGuard.Refused {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("User-Agent", "Parley/1");
    all.put("Accept", "application/json");
    all.putAll(headers);
    try (Socket socket = dialer.connect(target, guard.addresses(target))) {
      socket.getOutputStream().write(Dialer.head("GET", target, all));
      socket.getOutputStream().flush();
      return read(new BufferedInputStream(socket.getInputStream()));
    }
  }

  private static Head read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean ended = false;
    while (!ended) {
      int next = in.read();
      if (next < 0 || bytes.size() > MAX_HEAD_BYTES) {
        throw new IOException(next < 0 ? "it ended early" : "the answer's head is too long");
      }
      bytes.write(next);
      ended = next == '\n' && bytes.toString(ISO_8859_1).endsWith("\r\n\r\n");
    }
    String head = bytes.toString(ISO_8859_1);
    Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
    if (!status.matches()) {
      throw new IOException("what answers is no HTTP/1.1 server");
    }
    boolean json =
        head.lines()
            .map(line -> line.toLowerCase(Locale.ROOT))
            .anyMatch(line -> line.startsWith("content-type:") && line.contains("json"));
    return new Head(Integer.parseInt(status.group(1)), json);
  }

  /** Breaks off what is on its way. */
  @Override
  public void close() {
    tests.shutdownNow();
  }
}
