package io.parley.kernel.route;

import io.parley.kernel.net.Host;
import io.parley.kernel.net.Network;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a telephone provider or another exchange, as its owner wrote it. Immutable; the
 * password is kept apart from it.
 *
 * @param direction {@code inbound}, {@code outbound} or {@code both}
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param codecs in the order they are preferred
 * @param mediaEncryption {@code disabled}, {@code allowed} or {@code required}
 * @param allowedNetworks whose calls are the trunk's
 * @param headersToVariables name of a header to the variable its value becomes
 * @param maxCalls at a time; null: only the organisation's limit holds
 * @param callsPerSecond new calls; null: only the organisation's limit holds
 */
public record TrunkDefinition(
    String name,
    String label,
    boolean enabled,
    String direction,
    String transport,
    List<String> codecs,
    String mediaEncryption,
    Authentication authentication,
    List<String> allowedNetworks,
    List<Gateway> gateways,
    Registration registration,
    Map<String, String> headersToVariables,
    @Nullable Integer maxCalls,
    @Nullable Integer callsPerSecond,
    CallerId callerId) {
  /** Copies what it is given. */
  public TrunkDefinition {
    codecs = List.copyOf(codecs);
    allowedNetworks = List.copyOf(allowedNetworks);
    gateways = List.copyOf(gateways);
    headersToVariables = Map.copyOf(headersToVariables);
  }

  /**
   * How the far end proves who it is, and we to it.
   *
   * @param kind {@code none}: by its address; {@code digest}: RFC 8760
   * @param realm the only one that is answered; empty: the far end's
   * @param passwordSet whether there is a password
   */
  public record Authentication(String kind, String username, String realm, boolean passwordSet) {
    /** Whether names and passwords are used. */
    public boolean asksPassword() {
      return kind.equals("digest");
    }
  }

  /**
   * One address of the far end.
   *
   * @param port null: the transport's own, 5060 or 5061
   * @param priority lower ones are tried first
   * @param weight share among those of the same priority
   * @param inbound whether its calls are the trunk's
   * @param outbound whether calls go there
   * @param optionsPing whether it is asked regularly if it lives
   */
  public record Gateway(
      String host,
      @Nullable Integer port,
      int priority,
      int weight,
      boolean inbound,
      boolean outbound,
      boolean optionsPing) {}

  /** Whether and for how many seconds we register with the far end. */
  public record Registration(boolean enabled, int expiresS) {}

  /** Who we call as. */
  public record CallerId(String number, String name) {}

  /** Whether calls are taken from it. */
  public boolean takesCalls() {
    return enabled && !direction.equals("outbound");
  }

  /** Whether calls are made by it. */
  public boolean makesCalls() {
    return enabled && !direction.equals("inbound");
  }

  /** The networks its calls come from: those named, and its inbound gateways' literal addresses. */
  public List<Network> sources() {
    return Stream.concat(
            allowedNetworks.stream(),
            gateways.stream().filter(Gateway::inbound).map(Gateway::host).filter(Host::isLiteral))
        .map(Network::of)
        .distinct()
        .toList();
  }
}
