package io.parley.media.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;

/**
 * Sockets through java.nio, for systems without Linux's calls. Safe from any thread. It costs about
 * a third more CPU and a small object per datagram.
 */
final class NioNetwork implements RtpNetwork {
  @Override
  public String name() {
    return "nio";
  }

  @Override
  public RtpSocket bind(InetAddress host, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(host, port));
      return new NioSocket(channel, host);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public RtpPoller openPoller() throws IOException {
    return new NioPoller(Selector.open());
  }
}
