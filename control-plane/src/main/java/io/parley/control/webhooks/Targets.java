package io.parley.control.webhooks;

import io.parley.control.document.InvalidDocument;
import io.parley.kernel.net.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where deliveries may go: to public addresses over TLS, and to the networks the operator allows.
 * Asked when a webhook is written, and for each attempt with the very addresses that are then
 * connected to, so that a name that has moved meanwhile leads nowhere. Safe from any thread.
 */
public final class Targets {
  private static final String FIELD = "url";
  private static final int MAX_PORT = 65_535;

  /** Special-purpose addresses: RFC 6890, its registry of IPv4, and multicast. */
  private static final List<Network> NOT_PUBLIC =
      networks(
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
          "3fff::/20");

  /** All of IPv6 that is public lies in here (RFC 4291 2.4). */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  private final List<Network> allowed;
  private final Resolver names;

  /** Public targets and those in {@code allowed}. */
  public Targets(List<Network> allowed) {
    this(allowed, InetAddress::getAllByName);
  }

  Targets(List<Network> allowed, Resolver names) {
    this.allowed = List.copyOf(allowed);
    this.names = names;
  }

  private static List<Network> networks(String... entries) {
    return Stream.of(entries).map(Network::of).toList();
  }

  /** Looks names up. */
  @FunctionalInterface
  interface Resolver {
    /** At least one address. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A target that may not be sent to; the message says why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /**
   * Refuses an address that no delivery would be sent to. One that is unknown now may become known.
   */
  public void require(String url) {
    URI target = target(url);
    try {
      addresses(target);
    } catch (Refused refused) {
      throw new InvalidDocument(
          FIELD,
          String.valueOf(refused.getMessage()),
          "give a public https address; the operator allows others by PARLEY_WEBHOOK_ALLOW");
    } catch (UnknownHostException _) {
      if (!target.getScheme().equals("https")) {
        throw new InvalidDocument(
            FIELD, "is not https, and its host is unknown", "give a public https address");
      }
    }
  }

  /** The address, in the form it is kept and used in. */
  static URI target(String url) {
    try {
      URI target = new URI(url);
      if (isPlain(url, target)) {
        return target;
      }
    } catch (URISyntaxException _) {
      throw unusable();
    }
    throw unusable();
  }

  private static boolean isPlain(String url, URI target) {
    String scheme = target.getScheme();
    return url.matches("[\\x21-\\x7e]+")
        && ("http".equals(scheme) || "https".equals(scheme))
        && target.getHost() != null
        && target.getRawUserInfo() == null
        && target.getRawFragment() == null
        && target.getPort() != 0
        && target.getPort() <= MAX_PORT;
  }

  private static InvalidDocument unusable() {
    return new InvalidDocument(
        FIELD,
        "is no address that can be sent to",
        "give one like https://example.org/parley, without user, password or fragment");
  }

  /** The addresses of {@code target}, all of which may be connected to. */
  List<InetAddress> addresses(URI target) throws Refused, UnknownHostException {
    String host = host(target);
    List<InetAddress> found = Arrays.asList(names.resolve(host));
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
  static String host(URI target) {
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
