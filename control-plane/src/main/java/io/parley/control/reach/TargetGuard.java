package io.parley.control.reach;

import io.parley.control.document.InvalidDocument;
import io.parley.kernel.net.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a tenant may have this process connect to: public addresses over TLS, and the networks the
 * operator allows. Asked with the very addresses that are then connected to, so that a name that
 * has moved meanwhile leads nowhere. Safe from any thread.
 */
public final class TargetGuard {
  /** Special-purpose addresses: RFC 6890, its registry of IPv4, and multicast. */
  private static final List<Network> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Network::of)
          .toList();

  /** All of IPv6 that is public lies in here (RFC 4291 2.4). */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  private final List<Network> allowed;
  private final Resolver names;

  /** Public targets and those in {@code allowed}. */
  public TargetGuard(List<Network> allowed) {
    this(allowed, InetAddress::getAllByName);
  }

  /** The same with names looked up by {@code names}. */
  public TargetGuard(List<Network> allowed, Resolver names) {
    this.allowed = List.copyOf(allowed);
    this.names = names;
  }

  /** Looks names up. */
  @FunctionalInterface
  public interface Resolver {
    /** At least one address. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A target that may not be connected to; the message says why. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** Reads networks separated by commas; a complaint names {@code setting}. */
  public static List<Network> networks(String setting, String networks) {
    List<Network> allowed = new ArrayList<>();
    for (String entry :
        networks.isBlank() ? new String[0] : networks.strip().split("\\s*,\\s*", -1)) {
      try {
        allowed.add(Network.of(entry));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s: %s: give networks like 10.20.0.0/16,::1/128, or leave it empty"
                .formatted(setting, e.getMessage()),
            e);
      }
    }
    return allowed;
  }

  /**
   * Refuses a document whose {@code field} says {@code target}, when nothing would be connected to
   * there; {@code setting} is the operator's. A host that is unknown now may become known.
   */
  public void require(URI target, String field, String setting) {
    try {
      addresses(target);
    } catch (Refused refused) {
      throw new InvalidDocument(
          field,
          String.valueOf(refused.getMessage()),
          "give a public https address; the operator allows others by " + setting);
    } catch (UnknownHostException _) {
      if (!target.getScheme().equals("https")) {
        throw new InvalidDocument(
            field, "is not https, and its host is unknown", "give a public https address");
      }
    }
  }

  /** The addresses of {@code target}, all of which may be connected to. */
  public List<InetAddress> addresses(URI target) throws Refused, UnknownHostException {
    List<InetAddress> found = List.of(names.resolve(host(target)));
    boolean plain = !target.getScheme().equals("https");
    for (InetAddress address : found) {
      boolean exempt = holds(allowed, address);
      if (!exempt && !isPublic(address)) {
        throw new Refused("leads to %s, which is not public".formatted(address.getHostAddress()));
      }
      if (!exempt && plain) {
        throw new Refused("is not https");
      }
    }
    return found;
  }

  /** The host's name or address, without the brackets of an IPv6 one. */
  public static String host(URI target) {
    String host = target.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isPublic(InetAddress address) {
    if (address instanceof Inet6Address && !GLOBAL_UNICAST.holds(address.getAddress())) {
      return false;
    }
    return !holds(NOT_PUBLIC, address);
  }

  private static boolean holds(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.holds(address.getAddress()));
  }
}
