package io.parley.sip;

import io.parley.sip.admit.SourceFilter;
import io.parley.sip.call.CallPolicy;
import java.util.List;

/**
 * Settings of the edge. Immutable.
 *
 * @param bind literal address to listen on, one interface
 * @param port UDP port
 * @param advertise {@code host} or {@code host:port} that peers reach us at, empty: the bound one
 * @param allow networks that may talk to us; {@code loopback} stands for this machine
 * @param maxCalls calls at a time; one more gets 503
 * @param policy how long a leg waits for what
 * @param strandThreads workers that run the legs
 */
public record SipConfig(
    String bind,
    int port,
    String advertise,
    List<String> allow,
    int maxCalls,
    CallPolicy policy,
    int strandThreads) {
  /** Checks every value; the message names its key. */
  public SipConfig {
    allow = List.copyOf(allow);
    check(bind.matches("[0-9.]+|[0-9a-fA-F:]+"), "PARLEY_SIP_BIND", bind, "a literal address");
    check(
        !bind.equals("0.0.0.0") && !bind.equals("::"),
        "PARLEY_SIP_BIND",
        bind,
        "the address of one interface, not all of them");
    check(port > 0 && port < 65_536, "PARLEY_SIP_PORT", port, "a port from 1 to 65535");
    check(isHostPort(advertise), "PARLEY_SIP_ADVERTISE", advertise, "host or host:port");
    check(maxCalls > 0, "PARLEY_MAX_CALLS", maxCalls, "at least 1");
    check(strandThreads > 0, "PARLEY_SIP_STRANDS", strandThreads, "at least 1");
    try {
      SourceFilter.of(allow);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "PARLEY_SIP_ALLOW=" + String.join(",", allow) + ": " + e.getMessage(), e);
    }
  }

  /** What ships: this machine only, port 5060. */
  public static SipConfig defaults() {
    return new SipConfig(
        "127.0.0.1", 5060, "", List.of("loopback"), 1000, CallPolicy.defaults(), 2);
  }

  /** These settings on another address and port. */
  public SipConfig at(String address, int udpPort) {
    return new SipConfig(address, udpPort, advertise, allow, maxCalls, policy, strandThreads);
  }

  /** These settings with another advertised address. */
  public SipConfig advertising(String hostPort) {
    return new SipConfig(bind, port, hostPort, allow, maxCalls, policy, strandThreads);
  }

  /** These settings for other networks. */
  public SipConfig allowing(List<String> networks) {
    return new SipConfig(bind, port, advertise, networks, maxCalls, policy, strandThreads);
  }

  /** These settings with another capacity. */
  public SipConfig holding(int calls) {
    return new SipConfig(bind, port, advertise, allow, calls, policy, strandThreads);
  }

  /** These settings with other deadlines. */
  public SipConfig waiting(CallPolicy deadlines) {
    return new SipConfig(bind, port, advertise, allow, maxCalls, deadlines, strandThreads);
  }

  /** {@code host:port} that goes into Via and Contact. */
  public String sentBy() {
    if (advertise.isEmpty()) {
      return (bind.indexOf(':') >= 0 ? "[" + bind + "]" : bind) + ":" + port;
    }
    boolean hasPort = advertise.matches(".*[^:]:[0-9]+|\\[.*]:[0-9]+");
    return hasPort ? advertise : advertise + ":" + port;
  }

  private static boolean isHostPort(String text) {
    return text.matches("|[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9a-fA-F:]+](:[0-9]{1,5})?");
  }

  private static void check(boolean holds, String key, Object value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(key + "=" + value + ": must be " + wanted);
    }
  }
}
