package io.parley.control.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.reach.TargetGuard;
import io.parley.kernel.time.NanoClock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one POST on a connection of its own to an address that was looked up and checked just
 * before: the JDK's client looks names up by itself, so it cannot be held to an address. Follows no
 * redirect. Whatever hangs, a name look-up too, ends with the attempt. Safe from any thread.
 */
final class Sender implements AutoCloseable {
  private static final int MAX_ADDRESSES = 3;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final Targets targets;
  private final WebhookLimits limits;
  private final SSLSocketFactory tls;
  private final NanoClock clock;

  /** An attempt is one virtual thread: when it is interrupted, the socket it waits on is closed. */
  private final ExecutorService attempts =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());

  Sender(Targets targets, WebhookLimits limits, SSLSocketFactory tls, NanoClock clock) {
    this.targets = targets;
    this.limits = limits;
    this.tls = tls;
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
    List<InetAddress> addresses = targets.addresses(target);
    try (Socket socket = connect(target, addresses);
        Socket secured = secured(target, socket)) {
      OutputStream out = secured.getOutputStream();
      byte[] content = body.getBytes(UTF_8);
      out.write(head(target, headers, content.length).getBytes(US_ASCII));
      out.write(content);
      out.flush();
      return HttpAnswer.read(new BufferedInputStream(secured.getInputStream()));
    }
  }

  /** The first of its addresses that answers. */
  private Socket connect(URI target, List<InetAddress> addresses) throws IOException {
    int port = port(target);
    IOException last = new IOException("the host has no address");
    for (InetAddress address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), (int) limits.connect().toMillis());
        socket.setSoTimeout((int) limits.total().toMillis());
        return socket;
      } catch (SocketTimeoutException e) {
        socket.close();
        last = new IOException("no connection in time", e);
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private static int port(URI target) {
    boolean secure = target.getScheme().equals("https");
    return target.getPort() > 0 ? target.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
  }

  private Socket secured(URI target, Socket socket) throws IOException {
    if (!target.getScheme().equals("https")) {
      return socket;
    }
    Socket layered = tls.createSocket(socket, TargetGuard.host(target), port(target), true);
    if (layered instanceof SSLSocket secured) {
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
    }
    return layered;
  }

  private static String head(URI target, Map<String, String> headers, int length) {
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    String port = target.getPort() > 0 ? ":" + target.getPort() : "";
    StringBuilder head = new StringBuilder(500);
    head.append("POST ").append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.getHost()).append(port).append("\r\n");
    head.append("User-Agent: Parley-Webhooks/1\r\nAccept: */*\r\n");
    head.append("Content-Type: application/json\r\nContent-Length: ").append(length);
    head.append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString();
  }

  /** Breaks off what is on its way. */
  @Override
  public void close() {
    attempts.shutdownNow();
  }
}
