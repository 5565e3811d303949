package io.parley.kernel.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The addresses that share a prefix (CIDR, RFC 4632). Immutable; asking costs no allocation. */
public final class Network {
  private final byte[] prefix;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.prefix = masked(address, bits);
    this.bits = bits;
  }

  /**
   * Reads a network or a single literal address, of IPv4 or IPv6. Throws {@link
   * IllegalArgumentException} naming what is neither; no name is ever resolved.
   */
  public static Network of(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    if (!host.matches("[0-9.]{1,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("'" + text + "' is no address or network");
    }
    byte[] address;
    int bits;
    try {
      address = InetAddress.ofLiteral(host).getAddress();
      bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is no address or network", e);
    }
    if (bits < 0 || bits > address.length * 8) {
      throw new IllegalArgumentException(
          "'" + text + "' has a prefix beyond 0 to " + address.length * 8);
    }
    return new Network(address, bits);
  }

  /** The network of {@code bits} bits that {@code address} lies in. */
  public static Network around(InetAddress address, int bits) {
    return new Network(address.getAddress(), bits);
  }

  /** Whether {@code address} lies in it. */
  public boolean holds(InetAddress address) {
    return holds(address.getAddress());
  }

  /** The same of an address' bytes in network order. */
  public boolean holds(byte[] other) {
    if (other.length != prefix.length) {
      return false;
    }
    for (int i = 0; i * 8 < bits; i++) {
      if ((other[i] & mask(bits, i)) != (prefix[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** How many bits its addresses have in common. */
  public int bits() {
    return bits;
  }

  /** Whether its addresses are of IPv4. */
  public boolean isIpv4() {
    return prefix.length == 4;
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = new byte[address.length];
    for (int i = 0; i < masked.length; i++) {
      masked[i] = (byte) (address[i] & mask(bits, i));
    }
    return masked;
  }

  /** Which bits of byte {@code i} belong to a prefix of {@code bits}. */
  private static int mask(int bits, int i) {
    int own = Math.clamp(bits - 8L * i, 0, 8);
    return (0xff << (8 - own)) & 0xff;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that && bits == that.bits && Arrays.equals(prefix, that.prefix);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(prefix) + bits;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(prefix).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
