package io.parley.sip.admit;

import io.parley.kernel.net.Network;
import java.net.InetAddress;
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
        networks.add(Network.of("127.0.0.0/8"));
        networks.add(Network.of("::1"));
      } else {
        networks.add(Network.of(entry));
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
}
