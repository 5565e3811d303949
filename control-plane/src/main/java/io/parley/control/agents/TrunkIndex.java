package io.parley.control.agents;

import io.parley.kernel.net.Network;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The trunks that calls come by, by the networks they come from. Immutable, any thread. */
final class TrunkIndex {
  private final Map<Network, Set<Key>> byNetwork;
  private final Set<Integer> lengths;

  private TrunkIndex(Map<Network, Set<Key>> byNetwork, Set<Integer> lengths) {
    this.byNetwork = byNetwork;
    this.lengths = lengths;
  }

  /** A trunk; its name is empty where there is none. */
  record Key(String tenant, String trunk) {}

  /** The trunks a call came by: several, where their owners named the same network. */
  record Arrival(Set<Key> trunks) {
    /** Whether a number of {@code trunk} is reached; one without a trunk always is. */
    boolean reaches(Key trunk) {
      return trunk.trunk().isEmpty() || trunks.contains(trunk);
    }

    /** The first by name of the trunks of {@code tenant}. */
    Optional<Key> firstOf(String tenant) {
      return trunks.stream()
          .filter(each -> each.tenant().equals(tenant))
          .min(Comparator.comparing(Key::trunk));
    }

    /** Whether one of the trunks is {@code tenant}'s. */
    boolean isOf(String tenant) {
      return trunks.stream().anyMatch(each -> each.tenant().equals(tenant));
    }
  }

  static TrunkIndex of(List<Listing.Trunk> trunks) {
    Map<Network, Set<Key>> byNetwork = new HashMap<>();
    Set<Integer> lengths = new TreeSet<>();
    for (Listing.Trunk trunk : trunks) {
      if (trunk.definition().takesCalls()) {
        Key key = new Key(trunk.tenant(), trunk.definition().name());
        for (Network network : trunk.definition().sources()) {
          byNetwork.computeIfAbsent(network, _ -> new HashSet<>()).add(key);
          lengths.add(network.bits());
        }
      }
    }
    return new TrunkIndex(byNetwork, lengths);
  }

  /** The trunks of the literal address {@code source}; what is none comes by no trunk. */
  Arrival of(String source) {
    if (byNetwork.isEmpty() || source.isEmpty()) {
      return new Arrival(Set.of());
    }
    Set<Key> found = new HashSet<>();
    try {
      InetAddress address = InetAddress.ofLiteral(source);
      int most = address.getAddress().length * 8;
      for (int bits : lengths) {
        if (bits <= most) {
          found.addAll(byNetwork.getOrDefault(Network.around(address, bits), Set.of()));
        }
      }
    } catch (IllegalArgumentException _) {
      return new Arrival(Set.of());
    }
    return new Arrival(found);
  }
}
