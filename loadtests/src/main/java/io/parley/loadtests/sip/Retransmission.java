package io.parley.loadtests.sip;

import org.jspecify.annotations.Nullable;

/** The doubling timer of one unanswered request (RFC 3261 timers A/B, E/F). Owned by its leg. */
final class Retransmission {
  private byte @Nullable [] datagram;
  private long nextNs;
  private long intervalNs;
  private long capNs;
  private long giveUpAtNs;

  void arm(byte[] message, long nowNs, long firstNs, long longestNs, long giveUpNs) {
    datagram = message;
    intervalNs = firstNs;
    capNs = longestNs;
    nextNs = nowNs + firstNs;
    giveUpAtNs = nowNs + giveUpNs;
  }

  void disarm() {
    datagram = null;
  }

  /** The datagram to send again, or null when nothing is due. */
  byte @Nullable [] due(long nowNs) {
    if (datagram == null || nowNs - nextNs < 0 || isExhausted(nowNs)) {
      return null;
    }
    intervalNs = Math.min(intervalNs * 2, capNs);
    nextNs = nowNs + intervalNs;
    return datagram;
  }

  boolean isExhausted(long nowNs) {
    return datagram != null && nowNs - giveUpAtNs >= 0;
  }

  long nextNs() {
    return datagram == null ? Long.MAX_VALUE : Math.min(nextNs, giveUpAtNs);
  }
}
