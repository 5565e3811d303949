package io.parley.media;

import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A far end on a real socket: sends what it is told, keeps what comes. For one thread. */
final class RtpPeer implements AutoCloseable {
  private final DatagramChannel channel;
  private final InetSocketAddress engine;
  private final List<byte[]> received = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(2048);
  private int sequence = 65_530;
  private int timestamp = 0xffff_ff00;

  RtpPeer(int enginePort) throws IOException {
    channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    engine = new InetSocketAddress(InetAddress.getLoopbackAddress(), enginePort);
  }

  int port() {
    try {
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void send(byte[] payload) throws IOException {
    send(0, payload, payload.length);
  }

  void send(int payloadType, byte[] payload, int samples) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
    packet.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence++);
    packet.putInt(timestamp).putInt(0x5eed).put(payload).flip();
    timestamp += samples;
    channel.send(packet, engine);
  }

  /** Sends one payload every 20 ms by the clock, reading in between. */
  void talk(List<byte[]> payloads) throws IOException {
    long dueNs = NanoClock.SYSTEM.nowNs();
    for (byte[] payload : payloads) {
      send(payload);
      dueNs += 20_000_000;
      while (dueNs - NanoClock.SYSTEM.nowNs() > 0) {
        read();
        LockSupport.parkNanos(500_000);
      }
    }
  }

  /** Reads until {@code enough} or the patience is over; answers whether it was enough. */
  boolean readUntil(BooleanSupplier enough, long patienceMs) throws IOException {
    long deadlineNs = NanoClock.SYSTEM.nowNs() + patienceMs * 1_000_000;
    while (!enough.getAsBoolean()) {
      if (deadlineNs - NanoClock.SYSTEM.nowNs() < 0) {
        return false;
      }
      read();
      LockSupport.parkNanos(500_000);
    }
    return true;
  }

  void read() throws IOException {
    buffer.clear();
    while (channel.receive(buffer) != null) {
      buffer.flip();
      byte[] packet = new byte[buffer.remaining()];
      buffer.get(packet);
      received.add(packet);
      buffer.clear();
    }
  }

  List<byte[]> received() {
    return received;
  }

  /** The payloads received, one after the other. */
  byte[] audio() {
    ByteBuffer all = ByteBuffer.allocate(received.stream().mapToInt(p -> p.length - 12).sum());
    received.forEach(p -> all.put(p, 12, p.length - 12));
    return all.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
