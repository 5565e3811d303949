package io.parley.control.reach;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections for one HTTP request each, to addresses that were looked up and allowed just
 * before: the JDK's client looks names up by itself, so it cannot be held to an address. Safe from
 * any thread.
 */
public final class Dialer {
  private static final int MAX_ADDRESSES = 3;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final SSLSocketFactory tls;
  private final Duration connect;
  private final Duration silence;

  /**
   * Connections that are secured by {@code tls}.
   *
   * @param connect for how long an address is waited for
   * @param silence for how long the other side may say nothing
   */
  public Dialer(SSLSocketFactory tls, Duration connect, Duration silence) {
    this.tls = tls;
    this.connect = connect;
    this.silence = silence;
  }

  /**
   * A connection to the first of {@code addresses} that answers: over TLS with a certificate of the
   * target's host when the target is https. The last failure is thrown; that an address did not
   * answer in time is an {@link HttpConnectTimeoutException}.
   */
  public Socket connect(URI target, List<InetAddress> addresses) throws IOException {
    Socket socket = first(addresses, port(target));
    boolean secured = false;
    try {
      Socket layered = secured(target, socket);
      secured = true;
      return layered;
    } finally {
      if (!secured) {
        socket.close();
      }
    }
  }

  private Socket first(List<InetAddress> addresses, int port) throws IOException {
    IOException last = new IOException("the host has no address");
    for (InetAddress address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), (int) connect.toMillis());
        socket.setSoTimeout((int) silence.toMillis());
        return socket;
      } catch (SocketTimeoutException _) {
        socket.close();
        last = new HttpConnectTimeoutException("no connection in time");
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

  /** The head of a request whose connection is used once (RFC 9112). */
  public static byte[] head(String method, URI target, Map<String, String> headers) {
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    String port = target.getPort() > 0 ? ":" + target.getPort() : "";
    StringBuilder head = new StringBuilder(500);
    head.append(method).append(' ').append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.getHost()).append(port).append("\r\n");
    head.append("Connection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(US_ASCII);
  }
}
