package io.parley.loadtests.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Two sockets of one set talk to each other. */
class UdpSocketsIT {
  private static final int PACKETS = 3_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void stampsArrivalsAndAllocatesNothingPerPacket() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (UdpSockets sockets = new UdpSockets();
        Arena arena = Arena.ofConfined()) {
      MemorySegment packet = arena.allocate(172, 8);
      int from = sockets.open(loopback, 1);
      int to = sockets.open(loopback, 2);
      sockets.connect(from, loopback, sockets.localPort(to));
      // The compiler may allocate on this thread while the path is still warming.
      long least = Long.MAX_VALUE;
      for (int run = 0; run < 6 && least >= PACKETS; run++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(exchange(sockets, from, to, packet.address())).isEqualTo(PACKETS);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least / PACKETS).isZero();
      long nowNs = io.parley.loadtests.time.WireClock.epochNs();
      assertThat(nowNs - sockets.arrivalEpochNs()).isBetween(-5_000_000L, 5_000_000_000L);
      assertThat(sockets.packet().limit()).isEqualTo(172);
    }
  }

  private static int exchange(UdpSockets sockets, int from, int to, long data) {
    int received = 0;
    for (int n = 0; n < PACKETS; n++) {
      sockets.send(from, data, 172);
      for (int ready = sockets.poll(); ready > 0; ready--) {
        received += sockets.readyTag(ready - 1) == 2 && sockets.receive(to) == 172 ? 1 : 0;
      }
    }
    return received;
  }
}
