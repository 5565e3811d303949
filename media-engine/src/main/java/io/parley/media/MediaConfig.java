package io.parley.media;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Settings of the media engine. Immutable.
 *
 * @param bindHost address the RTP ports are bound on
 * @param firstPort first port of {@code PARLEY_RTP_PORTS}
 * @param lastPort last port of it, included
 * @param loops media loops, each a thread with its shard of the calls
 * @param portRest for how long the ports of a closed leg are not bound again
 * @param lineSilentAfter {@code PARLEY_RTP_SILENT_LINE}: time without a packet after which a line
 *     is reported silent
 */
public record MediaConfig(
    InetAddress bindHost,
    int firstPort,
    int lastPort,
    int loops,
    Duration portRest,
    Duration lineSilentAfter) {
  /** Port range when none is set. */
  public static final String DEFAULT_PORTS = "10000-19999";

  private static final Duration DEFAULT_REST = Duration.ofSeconds(30);
  private static final Duration DEFAULT_LINE_SILENT = Duration.ofSeconds(30);

  /** Rejects ranges without a pair and times that make no sense. */
  public MediaConfig {
    if (firstPort < 1024 || lastPort > 65535 || lastPort - firstPort < 2) {
      throw new IllegalArgumentException(
          "PARLEY_RTP_PORTS=%d-%d: give a range within 1024-65535 with room for a pair of ports"
              .formatted(firstPort, lastPort));
    }
    if (loops < 1 || loops > 64) {
      throw new IllegalArgumentException("media loops: " + loops + " is not within 1 to 64");
    }
    if (portRest.isNegative() || lineSilentAfter.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "PARLEY_RTP_SILENT_LINE=" + lineSilentAfter + ": give at least 1s");
    }
  }

  /**
   * The settings of a machine with {@code cores} processors and ports as in {@code 10000-19999}.
   */
  public static MediaConfig of(InetAddress bindHost, String ports, int cores) {
    String[] ends = ports.trim().split("-", -1);
    try {
      if (ends.length == 2) {
        return new MediaConfig(
            bindHost,
            Integer.parseInt(ends[0].trim()),
            Integer.parseInt(ends[1].trim()),
            Math.max(1, cores / 2),
            DEFAULT_REST,
            DEFAULT_LINE_SILENT);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrongPorts(ports), e);
    }
    throw new IllegalArgumentException(wrongPorts(ports));
  }

  /** The same, reporting a line silent after {@code silence}. */
  public MediaConfig tellingSilenceAfter(Duration silence) {
    return new MediaConfig(bindHost, firstPort, lastPort, loops, portRest, silence);
  }

  private static String wrongPorts(String ports) {
    return "PARLEY_RTP_PORTS=" + ports + ": give two port numbers, as in " + DEFAULT_PORTS;
  }
}
