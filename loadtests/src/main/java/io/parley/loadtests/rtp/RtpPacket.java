package io.parley.loadtests.rtp;

import java.nio.ByteBuffer;

/** RTP's fixed header (RFC 3550 section 5.1), read and written in place. Any thread. */
public final class RtpPacket {
  public static final int HEADER_BYTES = 12;
  public static final int FRAME_SAMPLES = 160;

  private RtpPacket() {}

  /** Whether {@code lengthBytes} bytes at 0 hold an RTP packet of version 2. */
  public static boolean isRtp(ByteBuffer packet, int lengthBytes) {
    return lengthBytes >= HEADER_BYTES
        && (packet.get(0) & 0xC0) == 0x80
        && payloadOffset(packet) <= lengthBytes;
  }

  public static int payloadType(ByteBuffer packet) {
    return packet.get(1) & 0x7F;
  }

  public static boolean isMarked(ByteBuffer packet) {
    return packet.get(1) < 0;
  }

  public static int sequence16(ByteBuffer packet) {
    return packet.getShort(2) & 0xFFFF;
  }

  public static int timestamp32(ByteBuffer packet) {
    return packet.getInt(4);
  }

  public static int ssrc(ByteBuffer packet) {
    return packet.getInt(8);
  }

  /** Where the payload begins: behind the contributing sources and the extension. */
  public static int payloadOffset(ByteBuffer packet) {
    int offset = HEADER_BYTES + 4 * (packet.get(0) & 0x0F);
    boolean extended = (packet.get(0) & 0x10) != 0;
    if (!extended || packet.limit() < offset + 4) {
      return offset;
    }
    return offset + 4 + 4 * (packet.getShort(offset + 2) & 0xFFFF);
  }

  /** Writes the header at 0. {@code marked} starts a talkspurt or an event. */
  public static void writeHeader(
      ByteBuffer packet, int payloadType, boolean marked, int seq, int timestamp32, int ssrc) {
    packet.put(0, (byte) 0x80);
    packet.put(1, (byte) (payloadType | (marked ? 0x80 : 0)));
    packet.putShort(2, (short) seq);
    packet.putInt(4, timestamp32);
    packet.putInt(8, ssrc);
  }
}
