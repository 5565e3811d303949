package io.parley.sip.jain;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;

/** The way to and from one peer over our socket, as the stack wants to see it. Immutable. */
final class UdpPath extends MessageChannel implements RawMessageChannel {
  private final UdpPort udp;
  private final InetAddress peer;
  private final int peerPort;

  UdpPath(UdpPort udp, InetAddress peer, int peerPort) {
    this.udp = udp;
    this.peer = peer;
    this.peerPort = peerPort;
    this.messageProcessor = udp;
  }

  /** Where the stack would hand over a message to our own address: nobody has business there. */
  @Override
  public void processMessage(SIPMessage message) {}

  @Override
  public void close() {}

  @Override
  public SIPTransactionStack getSIPStack() {
    return udp.getSIPStack();
  }

  @Override
  public String getTransport() {
    return "UDP";
  }

  @Override
  public boolean isReliable() {
    return false;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public void sendMessage(SIPMessage message) throws IOException {
    udp.send(message.encodeAsBytes(getTransport()), peer, peerPort);
  }

  @Override
  protected void sendMessage(byte[] message, InetAddress to, int port, boolean reconnect)
      throws IOException {
    udp.send(message, to, port);
  }

  @Override
  public String getPeerAddress() {
    return peer.getHostAddress();
  }

  @Override
  protected InetAddress getPeerInetAddress() {
    return peer;
  }

  @Override
  protected String getPeerProtocol() {
    return "UDP";
  }

  @Override
  public int getPeerPort() {
    return peerPort;
  }

  @Override
  public int getPeerPacketSourcePort() {
    return peerPort;
  }

  @Override
  public InetAddress getPeerPacketSourceAddress() {
    return peer;
  }

  @Override
  public String getKey() {
    return getKey(peer, peerPort, getTransport());
  }

  @Override
  public String getViaHost() {
    return udp.getIpAddress().getHostAddress();
  }

  @Override
  public int getViaPort() {
    return udp.getPort();
  }
}
