package io.parley.control.webhooks;

import io.parley.control.document.InvalidDocument;
import io.parley.control.reach.TargetGuard;
import io.parley.control.reach.TargetGuard.Refused;
import io.parley.kernel.net.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where deliveries may go: to public addresses over TLS, and to the networks the operator allows.
 * Asked when a webhook is written, and for each attempt with the very addresses that are then
 * connected to, so that a name that has moved meanwhile leads nowhere. Safe from any thread.
 */
public final class Targets {
  private static final String FIELD = "url";
  private static final int MAX_PORT = 65_535;

  private final TargetGuard guard;

  /** Public targets and those in {@code allowed}. */
  public Targets(List<Network> allowed) {
    this(new TargetGuard(allowed));
  }

  Targets(TargetGuard guard) {
    this.guard = guard;
  }

  /**
   * Refuses an address that no delivery would be sent to. One that is unknown now may become known.
   */
  public void require(String url) {
    guard.require(target(url), FIELD, "PARLEY_WEBHOOK_ALLOW");
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
    return guard.addresses(target);
  }
}
