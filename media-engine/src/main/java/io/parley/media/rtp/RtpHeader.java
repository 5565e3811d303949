package io.parley.media.rtp;

import io.parley.kernel.own.HotPath;

/**
 * The RTP fixed header (RFC 3550 5.1), read and written in place.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |           synchronization source (SSRC) identifier            |
 * |            contributing source (CSRC) identifiers             |
 * </pre>
 */
@HotPath
public final class RtpHeader {
  /** Octets of the header we write. */
  public static final int BYTES = 12;

  private static final int VERSION_2 = 0x80;
  private static final int PADDING = 0x20;
  private static final int EXTENSION = 0x10;
  private static final int MARKER = 0x80;

  private RtpHeader() {}

  /** Whether the first {@code length} octets are an RTP packet whose parts fit in it. */
  public static boolean isValid(byte[] packet, int length) {
    if (length < BYTES || (packet[0] & 0xc0) != VERSION_2) {
      return false;
    }
    int payload = payloadOffset(packet, length);
    return payload >= 0 && payload <= length - paddingBytes(packet, length);
  }

  /** Where the payload begins, or -1 when the header does not fit. */
  public static int payloadOffset(byte[] packet, int length) {
    int offset = BYTES + (packet[0] & 0x0f) * 4;
    if ((packet[0] & EXTENSION) == 0) {
      return offset;
    }
    if (offset + 4 > length) {
      return -1;
    }
    return offset + 4 + u16(packet, offset + 2) * 4;
  }

  /** Octets of the payload of a valid packet, without padding. */
  public static int payloadBytes(byte[] packet, int length) {
    return length - paddingBytes(packet, length) - payloadOffset(packet, length);
  }

  private static int paddingBytes(byte[] packet, int length) {
    if ((packet[0] & PADDING) == 0) {
      return 0;
    }
    int padding = packet[length - 1] & 0xff;
    return padding == 0 ? length : padding;
  }

  /** The payload type. */
  public static int payloadType(byte[] packet) {
    return packet[1] & 0x7f;
  }

  /** Whether the marker bit is set. */
  public static boolean hasMarker(byte[] packet) {
    return (packet[1] & MARKER) != 0;
  }

  /** The sequence number as sent. */
  public static int sequence16(byte[] packet) {
    return u16(packet, 2);
  }

  /** The timestamp as sent. */
  public static int timestamp32(byte[] packet) {
    return (u16(packet, 4) << 16) | u16(packet, 6);
  }

  /** The synchronisation source. */
  public static int ssrc(byte[] packet) {
    return (u16(packet, 8) << 16) | u16(packet, 10);
  }

  /** Writes a header without extension, padding or contributing sources. */
  public static void write(
      byte[] packet, boolean marker, int payloadType, int sequence16, int timestamp32, int ssrc) {
    packet[0] = (byte) VERSION_2;
    packet[1] = (byte) (payloadType | (marker ? MARKER : 0));
    put16(packet, 2, sequence16);
    put16(packet, 4, timestamp32 >>> 16);
    put16(packet, 6, timestamp32);
    put16(packet, 8, ssrc >>> 16);
    put16(packet, 10, ssrc);
  }

  private static int u16(byte[] packet, int offset) {
    return ((packet[offset] & 0xff) << 8) | (packet[offset + 1] & 0xff);
  }

  private static void put16(byte[] packet, int offset, int value) {
    packet[offset] = (byte) (value >>> 8);
    packet[offset + 1] = (byte) value;
  }
}
