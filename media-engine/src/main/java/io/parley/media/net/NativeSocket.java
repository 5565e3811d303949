package io.parley.media.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.parley.kernel.own.HotPath;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A UDP socket used through the kernel's own calls; allocates nothing per datagram. */
@HotPath
final class NativeSocket implements RtpSocket {
  private static final int CLOSED = -1;

  private final InetAddress host;
  private final boolean v6;
  private int fd;
  private @Nullable NativeScratch scratch;
  private @Nullable Sockaddr remote;
  private @Nullable Sockaddr neighbour;
  private boolean fromRemote;

  NativeSocket(int fd, InetAddress host, boolean v6) {
    this.fd = fd;
    this.host = host;
    this.v6 = v6;
  }

  int fd() {
    return fd;
  }

  /** Gives the socket the memory of the loop that owns it from now on. */
  void adopt(NativeScratch loopsScratch) {
    scratch = loopsScratch;
  }

  @Override
  public int receive(byte[] into) {
    NativeScratch memory = scratch;
    if (memory == null || fd == CLOSED) {
      return NOTHING;
    }
    long length =
        LinuxCalls.recvfrom(
            fd,
            memory.received.address(),
            Math.min(MAX_DATAGRAM_BYTES, into.length),
            memory.source.address(),
            memory.sourceLengthAddress());
    if (length < 0) {
      return NOTHING;
    }
    Sockaddr peer = remote;
    Sockaddr local = neighbour;
    fromRemote =
        (peer != null && peer.matches(memory.source))
            || (local != null && local.matches(memory.source));
    MemorySegment.copy(memory.received, JAVA_BYTE, 0, into, 0, (int) length);
    return (int) length;
  }

  @Override
  public boolean fromRemote() {
    return fromRemote;
  }

  @Override
  public boolean send(byte[] packet, int length) {
    NativeScratch memory = scratch;
    Sockaddr peer = remote;
    if (memory == null || peer == null || fd == CLOSED) {
      return false;
    }
    MemorySegment.copy(packet, 0, memory.toSend, JAVA_BYTE, 0, length);
    peer.write(memory.target);
    return LinuxCalls.sendto(
            fd, memory.toSend.address(), length, memory.target.address(), peer.length())
        == length;
  }

  @Override
  public void remote(InetSocketAddress farEnd) {
    remote = new Sockaddr(farEnd.getAddress(), farEnd.getPort(), v6);
    neighbour =
        RtpSocket.isNeighbour(host, farEnd) ? new Sockaddr(host, farEnd.getPort(), v6) : null;
  }

  @Override
  public void close() {
    if (fd != CLOSED) {
      LinuxCalls.close(fd);
      fd = CLOSED;
    }
  }
}
