package io.parley.media.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One bound UDP port that never blocks. Handed to a media loop with {@link RtpPoller#add}, and only
 * touched by that loop from then on.
 */
public interface RtpSocket {
  /** What {@link #receive} answers when no datagram waits. */
  int NOTHING = -1;

  /** Octets of the longest datagram taken whole; what is longer is cut and thus no valid packet. */
  int MAX_DATAGRAM_BYTES = 2048;

  /** Takes one datagram into {@code into}; answers its length or {@link #NOTHING}. */
  int receive(byte[] into);

  /**
   * Whether the datagram last received came from the far end set by {@link #remote}. A phone on
   * this machine may name another address of it in SDP than its packets carry; see {@link
   * #isNeighbour}.
   */
  boolean fromRemote();

  /** Sends the first {@code length} octets to the far end; {@code false} when it could not. */
  boolean send(byte[] packet, int length);

  /** Sets the far end; before that everything received is foreign and nothing can be sent. */
  void remote(InetSocketAddress farEnd);

  /**
   * Whether {@code farEnd} must be on this machine although it names another address than loopback:
   * only this machine reaches a port bound to a loopback {@code host}. Its packets then come from
   * loopback, and are known by the negotiated port.
   */
  static boolean isNeighbour(InetAddress host, InetSocketAddress farEnd) {
    return host.isLoopbackAddress() && !farEnd.getAddress().isLoopbackAddress();
  }

  /** Frees the port. Idempotent. */
  void close();
}
