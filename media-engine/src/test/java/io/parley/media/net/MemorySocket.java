package io.parley.media.net;

import java.net.InetSocketAddress;

/** A socket without a network: one preallocated datagram in, the last datagram out. */
public final class MemorySocket implements RtpSocket {
  private final byte[] waiting = new byte[MAX_DATAGRAM_BYTES];
  private final byte[] lastSent = new byte[MAX_DATAGRAM_BYTES];
  private int waitingLength = NOTHING;
  private boolean waitingFromRemote;
  private boolean fromRemote;
  private int lastSentLength;
  private long sent;
  private boolean closed;

  /** Puts a datagram where the next {@link #receive} finds it. */
  public void deliver(byte[] packet, int length, boolean ofRemote) {
    System.arraycopy(packet, 0, waiting, 0, length);
    waitingLength = length;
    waitingFromRemote = ofRemote;
  }

  /** Whether something waits. */
  public boolean hasWaiting() {
    return waitingLength != NOTHING;
  }

  @Override
  public int receive(byte[] into) {
    int length = waitingLength;
    if (length != NOTHING) {
      System.arraycopy(waiting, 0, into, 0, length);
      fromRemote = waitingFromRemote;
      waitingLength = NOTHING;
    }
    return length;
  }

  @Override
  public boolean fromRemote() {
    return fromRemote;
  }

  @Override
  public boolean send(byte[] packet, int length) {
    System.arraycopy(packet, 0, lastSent, 0, length);
    lastSentLength = length;
    sent++;
    return true;
  }

  /** The datagram sent last. */
  public byte[] lastSent() {
    return lastSent;
  }

  /** Octets of it. */
  public int lastSentLength() {
    return lastSentLength;
  }

  /** Datagrams sent. */
  public long sent() {
    return sent;
  }

  @Override
  public void remote(InetSocketAddress farEnd) {
    fromRemote = false;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }
}
