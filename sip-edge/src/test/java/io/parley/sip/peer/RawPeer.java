package io.parley.sip.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A UDP socket that says exactly what it is told. For one thread. */
public final class RawPeer implements AutoCloseable {
  private final DatagramSocket socket;
  private final InetSocketAddress edge;
  private int sent;

  /** A peer at {@code from} of the edge at {@code edgePort}. */
  public RawPeer(String from, int edgePort) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    edge = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), edgePort);
  }

  /** A port nobody listens on now, so that builds beside each other do not meet. */
  public static int freePort() {
    try (DatagramSocket probe =
        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      return probe.getLocalPort();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Our port. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Sends octets as they are. */
  public void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, edge));
  }

  /** Sends text, line ends made CRLF. */
  public void send(String text) throws IOException {
    send(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The next message within {@code patienceMs}, or an empty text. */
  public String receive(int patienceMs) throws IOException {
    byte[] buffer = new byte[65_536];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.setSoTimeout(patienceMs);
    try {
      socket.receive(packet);
      return new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException nothing) {
      return "";
    }
  }

  /** Everything that comes until nothing comes for {@code patienceMs}. */
  public List<String> receiveAll(int patienceMs) throws IOException {
    List<String> all = new ArrayList<>();
    for (String next = receive(patienceMs); !next.isEmpty(); next = receive(patienceMs)) {
      all.add(next);
    }
    return all;
  }

  /** A request with all it needs; {@code more} are further header lines, each with its end. */
  public String request(String method, String user, String callId, String more, String body) {
    sent++;
    return """
    %s sip:%s@127.0.0.1 SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:%d;rport;branch=z9hG4bK-raw-%d-%d
    From: <sip:raw@127.0.0.1>;tag=raw
    To: <sip:%s@127.0.0.1>
    Call-ID: %s
    CSeq: %d %s
    Contact: <sip:raw@127.0.0.1:%d>
    Max-Forwards: 70
    %sContent-Length: %d

    """
            .formatted(
                method,
                user,
                port(),
                port(),
                sent,
                user,
                callId,
                sent,
                method,
                port(),
                more,
                body.length())
        + body;
  }

  /** Whether the edge answers OPTIONS with 200 within two seconds. */
  public boolean edgeAnswers() throws IOException {
    receiveAll(1);
    send(request("OPTIONS", "ping", "ping-" + sent + "@raw", "", ""));
    for (int i = 0; i < 20; i++) {
      String reply = receive(2000);
      if (reply.isEmpty() || reply.contains("ping-")) {
        return reply.startsWith("SIP/2.0 200 ");
      }
    }
    return false;
  }

  @Override
  public void close() {
    socket.close();
  }
}
