package io.parley.media.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A socket address as the kernel lays it out (sockaddr_in, sockaddr_in6), kept as four words so
 * that it is written and compared without allocation. Immutable.
 *
 * <pre>
 *  0        2        4                 8                            24       28
 *  | family |  port  | IPv4 address    | 0                                          sockaddr_in
 *  | family |  port  | flow            | IPv6 address               | scope  |      sockaddr_in6
 * </pre>
 */
final class Sockaddr {
  static final int BYTES = 32;
  private static final long IGNORING_FLOW = 0x0000_0000_ffff_ffffL;

  private final boolean v6;
  private final long word0;
  private final long word1;
  private final long word2;

  /** The address of {@code host} and {@code port} for a socket of the family {@code v6} says. */
  Sockaddr(InetAddress host, int port, boolean v6) {
    this.v6 = v6;
    MemorySegment raw = MemorySegment.ofArray(new byte[BYTES]);
    raw.set(JAVA_SHORT_UNALIGNED, 0, (short) (v6 ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET));
    raw.set(JAVA_BYTE, 2, (byte) (port >> 8));
    raw.set(JAVA_BYTE, 3, (byte) port);
    byte[] octets = host.getAddress();
    if (v6 && host instanceof Inet4Address) {
      raw.set(JAVA_BYTE, 18, (byte) 0xff);
      raw.set(JAVA_BYTE, 19, (byte) 0xff);
      MemorySegment.copy(octets, 0, raw, JAVA_BYTE, 20, octets.length);
    } else {
      MemorySegment.copy(octets, 0, raw, JAVA_BYTE, v6 ? 8 : 4, octets.length);
    }
    word0 = raw.get(JAVA_LONG_UNALIGNED, 0);
    word1 = raw.get(JAVA_LONG_UNALIGNED, 8);
    word2 = raw.get(JAVA_LONG_UNALIGNED, 16);
  }

  /** Octets the kernel is told. */
  int length() {
    return v6 ? 28 : 16;
  }

  /** Writes it at the start of {@code to}, which has {@link #BYTES}. */
  void write(MemorySegment to) {
    to.set(JAVA_LONG_UNALIGNED, 0, word0);
    to.set(JAVA_LONG_UNALIGNED, 8, word1);
    to.set(JAVA_LONG_UNALIGNED, 16, word2);
    to.set(JAVA_LONG_UNALIGNED, 24, 0);
  }

  /** Whether the kernel wrote this address at the start of {@code from}. */
  boolean matches(MemorySegment from) {
    long first = from.get(JAVA_LONG_UNALIGNED, 0);
    if (!v6) {
      return first == word0;
    }
    return (first & IGNORING_FLOW) == word0
        && from.get(JAVA_LONG_UNALIGNED, 8) == word1
        && from.get(JAVA_LONG_UNALIGNED, 16) == word2;
  }
}
