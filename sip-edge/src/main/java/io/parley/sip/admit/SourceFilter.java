package io.parley.sip.admit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses that may talk to us, as a list of networks. Immutable; a foreign packet costs nothing.
 */
public final class SourceFilter {
  private final List<Network> networks;

  private SourceFilter(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Reads networks ({@code 10.0.0.0/8}) and single addresses; {@code loopback} stands for both
   * loopback networks. Throws {@link IllegalArgumentException} naming the entry that is neither.
   */
  public static SourceFilter of(List<String> entries) {
    List<Network> networks = new ArrayList<>();
    for (String entry : entries) {
      if (entry.equals("loopback")) {
        networks.add(network("127.0.0.0/8"));
        networks.add(network("::1"));
      } else {
        networks.add(network(entry));
      }
    }
    return new SourceFilter(networks);
  }

  /** Whether {@code source} lies in one of the networks. */
  public boolean allows(InetAddress source) {
    byte[] address = source.getAddress();
    for (Network network : networks) {
      if (network.holds(address)) {
        return true;
      }
    }
    return false;
  }

  private static Network network(String entry) {
    int slash = entry.indexOf('/');
    String host = slash < 0 ? entry : entry.substring(0, slash);
    if (!host.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("'" + entry + "' is no address or network");
    }
    try {
      byte[] prefix = InetAddress.getByName(host).getAddress();
      int most = prefix.length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(entry.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("'" + entry + "' has a prefix beyond 0 to " + most);
      }
      return new Network(prefix, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + entry + "' is no address or network", e);
    }
  }

  /** The first {@code bits} bits of {@code prefix}. */
  private static final class Network {
    private final byte[] prefix;
    private final int bits;

    Network(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) {
        if (address[i] != prefix[i]) {
          return false;
        }
      }
      int rest = bits % 8;
      int mask = (0xff << (8 - rest)) & 0xff;
      return rest == 0 || (address[whole] & mask) == (prefix[whole] & mask);
    }
  }
}
