package io.parley.loadtests.load;

import io.parley.loadtests.net.UdpSockets;
import io.parley.loadtests.rtp.G711;
import io.parley.loadtests.stats.GridDeviation;
import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** One run from the first INVITE to the last BYE. Owned by the main thread. */
final class LoadRun {
  private static final long SETTLE_NS = 1_000_000_000L;
  private static final int MOST_PACKETS = 60 * 60 * 50;

  private final LoadOptions options;
  private final Cast cast;

  LoadRun(LoadOptions options) {
    this.options = options;
    this.cast = Cast.of(options);
  }

  /** Dials, measures, hangs up. */
  LoadReport measure() throws IOException, InterruptedException {
    Stimuli stimuli = new Stimuli(G711.PCMU);
    cast.rehearse(stimuli);
    try (Arena arena = Arena.ofShared();
        UdpSockets sockets = new UdpSockets()) {
      stimuli.settle(arena);
      List<Line> lines = lines(sockets);
      MediaLoop media = new MediaLoop(sockets, stimuli, lines, options.realtime());
      Thread thread = Thread.ofPlatform().name("load-media").daemon().start(media);
      try (Callers callers = new Callers(options, media, lines)) {
        return run(callers, media, lines, thread);
      } finally {
        media.order(new MediaLoop.Order.Stop());
        thread.join();
      }
    }
  }

  private List<Line> lines(UdpSockets sockets) throws IOException {
    InetAddress local = Callers.localAddressTowards(options.host(), options.port());
    long steadyPackets = options.steady().toMillis() / 20 + 100;
    int capacity = (int) Math.min(steadyPackets, MOST_PACKETS);
    List<Line> lines = new ArrayList<>();
    List<CallerAct> acts = cast.acts();
    for (int index = 0; index < acts.size(); index++) {
      int socket = sockets.open(local, index);
      int port = sockets.localPort(socket);
      lines.add(new Line(socket, port, index % 20, acts.get(index), new GridDeviation(capacity)));
    }
    return lines;
  }

  private LoadReport run(Callers callers, MediaLoop media, List<Line> lines, Thread thread)
      throws IOException, InterruptedException {
    LoadMeter meter = new LoadMeter(options.pid());
    callers.dialAll();
    if (callers.answered() > 0) {
      callers.serve(WireClock.nowNs() + SETTLE_NS, () -> false);
      meter.start();
      media.order(new MediaLoop.Order.Measure());
      callers.serve(WireClock.nowNs() + options.steady().toNanos(), cast::isComplete);
      media.order(new MediaLoop.Order.Freeze());
      meter.stop(callers.talking());
      callers.hangUpAll();
    }
    media.order(new MediaLoop.Order.Stop());
    thread.join();
    return new LoadReport(options, callers, media, lines, meter, cast);
  }
}
