package io.parley.loadtests.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of UDP sockets with one readiness queue. Opened by one thread and then owned by the loop
 * that polls it; allocates nothing per packet.
 *
 * <p>Each arrival carries the instant the kernel took it in (SO_TIMESTAMPNS), so that figures do
 * not contain the reader's own lateness. Needs 64-bit Linux.
 */
public final class UdpSockets implements AutoCloseable {
  /** How many ready sockets one {@link #poll} can name. */
  public static final int MOST_READY = 512;

  private static final int INET = 2;
  private static final int DATAGRAM_NONBLOCKING_CLOEXEC = 2 | 0x800 | 0x8_0000;
  private static final int OPTION_RECEIVE_BUFFER = 8;
  private static final int OPTION_RECEIVE_BUFFER_FORCED = 33;
  private static final int OPTION_TIMESTAMP_NS = 35;
  private static final int DONT_WAIT = 0x40;
  private static final int PACKET_BYTES = 2_048;
  private static final int CONTROL_BYTES = 128;
  private static final boolean PACKED_EVENTS = System.getProperty("os.arch", "").equals("amd64");
  private static final int EVENT_BYTES = PACKED_EVENTS ? 12 : 16;
  private static final int EVENT_DATA = PACKED_EVENTS ? 4 : 8;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment address = arena.allocate(16, 8);
  private final MemorySegment number = arena.allocate(8, 8);
  private final MemorySegment event = arena.allocate(16, 8);
  private final MemorySegment events = arena.allocate((long) EVENT_BYTES * MOST_READY, 8);
  private final MemorySegment packet = arena.allocate(PACKET_BYTES, 8);
  private final MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
  private final MemorySegment vector = arena.allocate(16, 8);
  private final MemorySegment message = arena.allocate(56, 8);
  private final ByteBuffer packetView = packet.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
  private final List<Integer> open = new ArrayList<>();
  private final int epoll;

  public UdpSockets() throws IOException {
    if (ADDRESS.byteSize() != 8 || !System.getProperty("os.name", "").equals("Linux")) {
      throw new IOException("./parley load needs 64-bit Linux (kernel receive timestamps)");
    }
    epoll = checked(Posix.epollCreate(), "epoll_create1");
    vector.set(ADDRESS, 0, packet);
    vector.set(JAVA_LONG, 8, PACKET_BYTES);
    message.set(ADDRESS, 16, vector);
    message.set(JAVA_LONG, 24, 1);
    message.set(ADDRESS, 32, control);
  }

  private static int checked(int result, String call) throws IOException {
    if (result < 0) {
      throw new IOException(call + " failed: are there enough file descriptors? ulimit -n");
    }
    return result;
  }

  /** Opens a socket at a free port; {@code tag} comes back from {@link #readyTag}. */
  public int open(InetAddress local, int tag) throws IOException {
    int socket = checked(Posix.socket(INET, DATAGRAM_NONBLOCKING_CLOEXEC, 0), "socket");
    open.add(socket);
    writeAddress(local, 0);
    checked(Posix.bind(socket, address.address(), 16), "bind");
    number.set(JAVA_INT, 0, 1);
    checked(Posix.setOption(socket, OPTION_TIMESTAMP_NS, number.address(), 4), "setsockopt");
    number.set(JAVA_INT, 0, 1 << 20);
    if (Posix.setOption(socket, OPTION_RECEIVE_BUFFER_FORCED, number.address(), 4) < 0) {
      checked(Posix.setOption(socket, OPTION_RECEIVE_BUFFER, number.address(), 4), "setsockopt");
    }
    event.set(JAVA_INT_UNALIGNED, 0, 1);
    event.set(JAVA_LONG_UNALIGNED, EVENT_DATA, tag);
    checked(Posix.epollAdd(epoll, socket, event.address()), "epoll_ctl");
    return socket;
  }

  private void writeAddress(InetAddress host, int port) throws IOException {
    byte[] bytes = host.getAddress();
    if (bytes.length != 4) {
      throw new IOException(host + " is no IPv4 address, which ./parley load needs");
    }
    address.set(JAVA_SHORT, 0, (short) INET);
    address.set(JAVA_BYTE, 2, (byte) (port >> 8));
    address.set(JAVA_BYTE, 3, (byte) port);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 4, 4);
  }

  public int localPort(int socket) throws IOException {
    number.set(JAVA_INT, 0, 16);
    checked(Posix.name(socket, address.address(), number.address()), "getsockname");
    return (address.get(JAVA_BYTE, 2) & 0xFF) << 8 | (address.get(JAVA_BYTE, 3) & 0xFF);
  }

  /** From now on the socket sends to this address and hears only it. */
  public void connect(int socket, InetAddress host, int port) throws IOException {
    writeAddress(host, port);
    checked(Posix.connect(socket, address.address(), 16), "connect");
  }

  /** Sends bytes at a native address. Returns false when the kernel took none. */
  public boolean send(int socket, long data, int lengthBytes) {
    return Posix.send(socket, data, lengthBytes, DONT_WAIT) == lengthBytes;
  }

  /** How many sockets have something to read, at most {@link #MOST_READY}; does not wait. */
  public int poll() {
    return Math.max(0, Posix.epollWait(epoll, events.address(), MOST_READY));
  }

  /** The tag of the {@code index}-th socket of the last {@link #poll}. */
  public int readyTag(int index) {
    return (int) events.get(JAVA_LONG_UNALIGNED, (long) index * EVENT_BYTES + EVENT_DATA);
  }

  /** Reads one datagram into {@link #packet}; returns its length, or −1 when there is none. */
  public int receive(int socket) {
    message.set(JAVA_LONG, 40, CONTROL_BYTES);
    int length = (int) Posix.receive(socket, message.address(), DONT_WAIT);
    if (length >= 0) {
      packetView.clear().limit(length);
    }
    return length;
  }

  /** The datagram read last, big-endian, limit at its end. */
  public ByteBuffer packet() {
    return packetView;
  }

  /** When the kernel took the last datagram in: nanoseconds since 1970; 0 when it does not say. */
  public long arrivalEpochNs() {
    boolean stamped =
        message.get(JAVA_LONG, 40) >= 32
            && control.get(JAVA_INT, 8) == 1
            && control.get(JAVA_INT, 12) == OPTION_TIMESTAMP_NS;
    return stamped ? control.get(JAVA_LONG, 16) * 1_000_000_000L + control.get(JAVA_LONG, 24) : 0;
  }

  @Override
  public void close() {
    open.forEach(Posix::close);
    Posix.close(epoll);
    arena.close();
  }
}
