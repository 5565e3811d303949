package io.parley.loadtests.load;

import io.parley.loadtests.audio.Levels;
import io.parley.loadtests.net.ThreadTuning;
import io.parley.loadtests.net.UdpSockets;
import io.parley.loadtests.rtp.G711;
import io.parley.loadtests.rtp.RtpPacket;
import io.parley.loadtests.stats.Microseconds;
import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sends and receives the audio of all calls on one thread: a tick every millisecond on an absolute
 * grid, 20 phases, a line sends in one of them. The thread owns sockets, lines and figures while it
 * runs; {@link #order} is the way in for others, and after the order to stop main reads the
 * figures.
 */
final class MediaLoop implements Runnable {
  private static final long TICK_NS = 1_000_000L;
  private static final int PHASES = 20;
  private static final int PACKET_BYTES = RtpPacket.HEADER_BYTES + RtpPacket.FRAME_SAMPLES;
  private static final long CLOCK_CHECK_TICKS = 1_000;

  /** What other threads may ask for. */
  sealed interface Order {
    /** A call was answered: talk to this address. */
    record Talk(Line line, InetAddress host, int port) implements Order {}

    /** A call is over. */
    record Hush(Line line) implements Order {}

    /** Start the figures. */
    record Measure() implements Order {}

    /** Freeze the figures. */
    record Freeze() implements Order {}

    /** End the thread. */
    record Stop() implements Order {}
  }

  private final UdpSockets sockets;
  private final Stimuli stimuli;
  private final boolean realtime;
  private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
  private final Microseconds lateness = new Microseconds();
  private final List<Line> lines;
  private final Line[][] byPhase = new Line[PHASES][];
  private final long loudSum = Levels.sumAt(Levels.SILENT_DBFS, RtpPacket.FRAME_SAMPLES);
  private long epochMinusWireNs;
  private boolean measuring;
  private boolean stopped;
  private volatile boolean realtimeRefused;

  MediaLoop(UdpSockets sockets, Stimuli stimuli, List<Line> lines, boolean realtime) {
    this.sockets = sockets;
    this.stimuli = stimuli;
    this.realtime = realtime;
    this.lines = List.copyOf(lines);
    for (int phase = 0; phase < PHASES; phase++) {
      List<Line> here = new ArrayList<>();
      for (Line line : lines) {
        if (line.phase == phase) {
          here.add(line);
        }
      }
      byPhase[phase] = here.toArray(Line[]::new);
    }
  }

  /** Hands an order over. Any thread. */
  void order(Order order) {
    orders.add(order);
  }

  @Override
  public void run() {
    ThreadTuning.wakeExactly();
    realtimeRefused = realtime && !ThreadTuning.becomeRealtime();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment packet = arena.allocate(PACKET_BYTES, 8);
      ByteBuffer header = packet.asByteBuffer();
      compareClocks();
      long startNs = WireClock.nowNs();
      for (long tick = 0; !stopped; tick++) {
        long dueNs = startNs + tick * TICK_NS;
        WireClock.sleepUntil(dueNs);
        sendPhase(byPhase[(int) (tick % PHASES)], dueNs, packet, header);
        receiveAll();
        takeOrders();
        if (tick % CLOCK_CHECK_TICKS == 0) {
          compareClocks();
        }
      }
    }
  }

  /** Where the kernel's wall clock stands against ours; of three tries the quickest. */
  private void compareClocks() {
    long bestNs = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3; attempt++) {
      long beforeNs = WireClock.nowNs();
      long epochNs = WireClock.epochNs();
      long tookNs = WireClock.nowNs() - beforeNs;
      if (tookNs < bestNs) {
        bestNs = tookNs;
        epochMinusWireNs = epochNs - beforeNs - tookNs / 2;
      }
    }
  }

  private void sendPhase(Line[] here, long dueNs, MemorySegment packet, ByteBuffer header) {
    for (Line line : here) {
      if (line.talking) {
        send(line, dueNs, packet, header);
      }
    }
  }

  private void send(Line line, long dueNs, MemorySegment packet, ByteBuffer header) {
    long nowNs = WireClock.nowNs();
    stimuli.copy(line.act.next(nowNs), packet, RtpPacket.HEADER_BYTES);
    RtpPacket.writeHeader(
        header, stimuli.codec().payloadType(), false, line.sequence++, line.timestamp, line.ssrc);
    line.timestamp += RtpPacket.FRAME_SAMPLES;
    boolean taken = sockets.send(line.socket, packet.address(), PACKET_BYTES);
    line.act.onSent(nowNs);
    if (measuring) {
      line.sent++;
      line.sendFailures += taken ? 0 : 1;
      lateness.addNs(nowNs - dueNs);
    }
  }

  private void receiveAll() {
    int ready;
    int rounds = 0;
    do {
      ready = sockets.poll();
      for (int at = 0; at < ready; at++) {
        Line line = lines.get(sockets.readyTag(at));
        int length = sockets.receive(line.socket);
        if (length > 0) {
          onPacket(line, sockets.packet(), length);
        }
      }
      rounds++;
    } while (ready == UdpSockets.MOST_READY && rounds < 8);
  }

  private void onPacket(Line line, ByteBuffer packet, int length) {
    if (!RtpPacket.isRtp(packet, length)) {
      return;
    }
    int type = RtpPacket.payloadType(packet);
    boolean audio = type == 0 || type == 8;
    long arrivalNs = sockets.arrivalEpochNs() - epochMinusWireNs;
    if (measuring) {
      line.received++;
      line.loss.onPacket(RtpPacket.sequence16(packet));
      if (audio) {
        line.grid.onPacket(RtpPacket.timestamp32(packet), arrivalNs);
      }
    }
    if (audio) {
      int from = RtpPacket.payloadOffset(packet);
      boolean loud = line.act.listens() && isLoud(packet, from, length, G711.of(type));
      line.act.onAudio(packet, from, length - from, loud, arrivalNs);
    }
  }

  private boolean isLoud(ByteBuffer packet, int from, int to, G711 codec) {
    long sum = 0;
    for (int at = from; at < to; at++) {
      sum += codec.squareOf(packet.get(at));
    }
    return sum * RtpPacket.FRAME_SAMPLES > loudSum * (to - from);
  }

  private void takeOrders() {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      switch (order) {
        case Order.Talk talk -> talk(talk);
        case Order.Hush hush -> hush.line().talking = false;
        case Order.Measure _ -> {
          lines.forEach(Line::startMeasuring);
          measuring = true;
        }
        case Order.Freeze _ -> measuring = false;
        case Order.Stop _ -> stopped = true;
      }
    }
  }

  private void talk(Order.Talk talk) {
    try {
      sockets.connect(talk.line().socket, talk.host(), talk.port());
      talk.line().talking = true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** How late packets were sent after their slot, while figures counted. After the thread's end. */
  Microseconds lateness() {
    return lateness;
  }

  /** Whether raised priority was asked for and not allowed. */
  boolean isRealtimeRefused() {
    return realtimeRefused;
  }
}
