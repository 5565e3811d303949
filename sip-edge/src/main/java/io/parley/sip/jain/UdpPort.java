package io.parley.sip.jain;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.LongAdder;

/**
 * Our UDP socket in the place where the stack would open its own. Sending is safe from any thread;
 * receiving is {@link UdpReceiver}'s.
 */
final class UdpPort extends MessageProcessor {
  private static final int MAX_BYTES = 65_507;

  private final DatagramChannel channel;
  private final SIPTransactionStack stack;
  private final LongAdder sent;

  UdpPort(
      DatagramChannel channel, SIPTransactionStack stack, InetSocketAddress at, LongAdder sent) {
    super(at.getAddress(), at.getPort(), "udp", stack);
    this.channel = channel;
    this.stack = stack;
    this.sent = sent;
  }

  void send(byte[] message, InetAddress address, int port) throws IOException {
    channel.send(ByteBuffer.wrap(message), new InetSocketAddress(address, port));
    sent.increment();
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return stack;
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws IOException {
    return new UdpPath(this, target.getInetAddress(), target.getPort());
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress target, int port) {
    return new UdpPath(this, target, port);
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public int getDefaultTargetPort() {
    return 5060;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public int getMaximumMessageSize() {
    return MAX_BYTES;
  }

  @Override
  public boolean inUse() {
    return true;
  }
}
