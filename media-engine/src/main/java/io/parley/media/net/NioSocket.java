package io.parley.media.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** A UDP socket of java.nio. */
final class NioSocket implements RtpSocket {
  private final DatagramChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
  private final InetAddress host;
  private @Nullable InetSocketAddress remote;
  private @Nullable InetSocketAddress neighbour;
  private boolean fromRemote;

  NioSocket(DatagramChannel channel, InetAddress host) {
    this.channel = channel;
    this.host = host;
  }

  DatagramChannel channel() {
    return channel;
  }

  @Override
  public int receive(byte[] into) {
    buffer.clear();
    try {
      SocketAddress source = channel.receive(buffer);
      if (source == null) {
        return NOTHING;
      }
      fromRemote = source.equals(remote) || source.equals(neighbour);
      buffer.flip();
      int length = Math.min(buffer.remaining(), into.length);
      buffer.get(into, 0, length);
      return length;
    } catch (IOException e) {
      return NOTHING;
    }
  }

  @Override
  public boolean fromRemote() {
    return fromRemote;
  }

  @Override
  public boolean send(byte[] packet, int length) {
    InetSocketAddress peer = remote;
    if (peer == null) {
      return false;
    }
    buffer.clear();
    buffer.put(packet, 0, length).flip();
    try {
      return channel.send(buffer, peer) == length;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void remote(InetSocketAddress farEnd) {
    remote = farEnd;
    neighbour =
        RtpSocket.isNeighbour(host, farEnd) ? new InetSocketAddress(host, farEnd.getPort()) : null;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The port is free all the same: a channel closes once and cannot be used afterwards.
      fromRemote = false;
    }
  }
}
