package io.parley.media.net;

import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands out port pairs of a range: RTP on an even port, RTCP on the next one (RFC 3550 11). A pair
 * given back rests before it is bound again, so that a new call does not get the packets of an old
 * one. Safe from any thread but a media loop.
 */
public final class PortPool {
  private record Resting(int port, long sinceNs) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final RtpNetwork network;
  private final InetAddress host;
  private final NanoClock clock;
  private final long restNs;
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final ArrayDeque<Resting> resting = new ArrayDeque<>();
  private int inUse;

  /** Two ports bound for one leg. */
  public record PortPair(int rtpPort, RtpSocket rtp, RtpSocket rtcp) {}

  /** A pool of the pairs that fit in {@code firstPort} to {@code lastPort}, both included. */
  public PortPool(
      RtpNetwork network,
      InetAddress host,
      int firstPort,
      int lastPort,
      Duration rest,
      NanoClock clock) {
    this.network = network;
    this.host = host;
    this.clock = clock;
    this.restNs = rest.toNanos();
    for (int port = (firstPort + 1) & ~1; port + 1 <= lastPort; port += 2) {
      free.add(port);
    }
  }

  /** Binds a free pair, passing over pairs that another program holds; null when none is left. */
  public @Nullable PortPair bind() {
    int tries;
    lock.lock();
    try {
      wake();
      tries = free.size();
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < tries; i++) {
      Integer port = take();
      if (port == null) {
        return null;
      }
      PortPair pair = tryBind(port);
      if (pair != null) {
        return pair;
      }
      unused(port);
    }
    return null;
  }

  private @Nullable PortPair tryBind(int port) {
    RtpSocket rtp = null;
    try {
      rtp = network.bind(host, port);
      return new PortPair(port, rtp, network.bind(host, port + 1));
    } catch (IOException e) {
      if (rtp != null) {
        rtp.close();
      }
      return null;
    }
  }

  private @Nullable Integer take() {
    lock.lock();
    try {
      Integer port = free.pollFirst();
      if (port != null) {
        inUse++;
      }
      return port;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a pair back that no caller ever knew, its sockets closed: it need not rest. */
  public void unused(int port) {
    lock.lock();
    try {
      inUse--;
      free.addLast(port);
    } finally {
      lock.unlock();
    }
  }

  /** Takes a pair back, its sockets closed: it rests first. */
  public void rest(int rtpPort) {
    lock.lock();
    try {
      inUse--;
      resting.addLast(new Resting(rtpPort, clock.nowNs()));
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    long nowNs = clock.nowNs();
    while (!resting.isEmpty() && nowNs - resting.peekFirst().sinceNs >= restNs) {
      free.addLast(resting.removeFirst().port);
    }
  }

  /** Pairs bound now. */
  public int inUse() {
    lock.lock();
    try {
      return inUse;
    } finally {
      lock.unlock();
    }
  }

  /** Pairs that could be bound now, as far as this pool knows. */
  public int available() {
    lock.lock();
    try {
      wake();
      return free.size();
    } finally {
      lock.unlock();
    }
  }
}
