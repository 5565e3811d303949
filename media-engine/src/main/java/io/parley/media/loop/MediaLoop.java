package io.parley.media.loop;

import com.lmax.disruptor.RingBuffer;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.own.ThreadOwner;
import io.parley.kernel.time.NanoClock;
import io.parley.media.net.RtpPoller;
import io.parley.media.net.RtpSocket;
import io.parley.media.path.MediaLeg;
import io.parley.media.path.MediaTotals;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty cycle of one shard: take orders, take what came, send what is due, publish what
 * happened. Owned by one thread, which calls {@link #cycle}; it never waits, wakes or allocates per
 * packet.
 */
@HotPath
@OwnedBy("media-loop")
final class MediaLoop {
  /** Length of a tick. */
  static final long TICK_NS = 1_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
  private static final int LANE_CAPACITY = 4096;
  private static final int MOST_ORDERS_PER_CYCLE = 512;

  /** Slots made up for after the thread was held up; what was due before is left out. */
  private static final int MOST_SLOTS_PER_CYCLE = 200;

  private final ThreadOwner owner = new ThreadOwner();
  private final OrderLane<LoopOrder> orders = new OrderLane<>(LANE_CAPACITY);
  private final PhaseWheel wheel = new PhaseWheel();
  private final ArrayDeque<MediaLeg> closing = new ArrayDeque<>();
  private final LoopMeter meter = new LoopMeter();
  private final MediaTotals totals = new MediaTotals();
  private final byte[] datagram = new byte[RtpSocket.MAX_DATAGRAM_BYTES];
  private final RtpPoller poller;
  private final NanoClock clock;
  private final TickBatch batch;
  private @Nullable MediaLeg[] legs = new MediaLeg[64];
  private int legCount;
  private boolean started;
  private int slot;
  private long nextTickNs;

  MediaLoop(RtpPoller poller, NanoClock clock, RingBuffer<FanoutEntry> ring) {
    this.poller = poller;
    this.clock = clock;
    this.batch = new TickBatch(ring, meter);
  }

  /** One cycle as of {@code nowNs}. */
  void cycle(long nowNs) {
    assert owner.isCurrent();
    if (!started) {
      started = true;
      nextTickNs = nowNs;
    }
    meter.add(LoopMeter.CYCLES, 1);
    takeOrders(nowNs);
    takeDatagrams(nowNs);
    sendWhatIsDue(nowNs);
    reportClosed(nowNs);
    batch.flush();
  }

  private void takeOrders(long nowNs) {
    for (int i = 0; i < MOST_ORDERS_PER_CYCLE; i++) {
      LoopOrder order = orders.poll();
      if (order == null) {
        return;
      }
      run(order, nowNs);
    }
  }

  private void run(LoopOrder order, long nowNs) {
    try {
      order.run(this, nowNs);
    } catch (RuntimeException fault) {
      meter.add(LoopMeter.LEG_FAULTS, 1);
      LOG.error("an order to a media loop failed and is dropped", fault);
    }
  }

  private void takeDatagrams(long nowNs) {
    int ready = poller.poll();
    for (int i = 0; i < ready; i++) {
      int token = poller.token(i);
      MediaLeg leg = legs[token >> 1];
      if (leg != null) {
        takeDatagrams(leg, (token & 1) != 0, nowNs);
      }
    }
  }

  private void takeDatagrams(MediaLeg leg, boolean rtcp, long nowNs) {
    try {
      if (rtcp) {
        leg.onRtcpReadable(datagram);
      } else {
        leg.onReadable(datagram, nowNs);
      }
    } catch (RuntimeException fault) {
      onFault(leg, fault);
    }
  }

  private void sendWhatIsDue(long nowNs) {
    int slots = 0;
    while (nowNs - nextTickNs >= 0) {
      if (++slots > MOST_SLOTS_PER_CYCLE) {
        meter.add(LoopMeter.STALLS, 1);
        nextTickNs = nowNs + TICK_NS;
        return;
      }
      int due = wheel.count(slot);
      for (int i = 0; i < due; i++) {
        MediaLeg leg = wheel.leg(slot, i);
        if (leg != null) {
          send(leg, nowNs);
        }
      }
      if (due > 0) {
        meter.sentLate(clock.nowNs() - nextTickNs, due);
      }
      slot = slot + 1 == PhaseWheel.SLOTS ? 0 : slot + 1;
      nextTickNs += TICK_NS;
    }
  }

  private void send(MediaLeg leg, long nowNs) {
    try {
      leg.onSlot(nowNs);
    } catch (RuntimeException fault) {
      onFault(leg, fault);
    }
  }

  /** A defect in one leg ends the audio of that leg and of no other. */
  private void onFault(MediaLeg leg, RuntimeException fault) {
    meter.add(LoopMeter.LEG_FAULTS, 1);
    LOG.error("the media of {} failed and is closed", leg.identity().leg(), fault);
    orders.offerTerminal((loop, nowNs) -> loop.onClose(leg, nowNs));
  }

  private void reportClosed(long nowNs) {
    while (!closing.isEmpty()) {
      MediaLeg leg = closing.peekFirst();
      if (!batch.closed(leg.identity(), leg.meter(), leg.tape(), nowNs)) {
        return;
      }
      closing.removeFirst();
    }
  }

  /** Takes charge of a leg that was just made. */
  void onOpen(MediaLeg leg) {
    int index = 0;
    while (index < legs.length && legs[index] != null) {
      index++;
    }
    if (index == legs.length) {
      legs = Arrays.copyOf(legs, 2 * index);
    }
    legs[index] = leg;
    leg.token(index);
    poller.add(leg.rtp(), index << 1);
    poller.add(leg.rtcp(), (index << 1) | 1);
    legCount++;
    meter.add(LoopMeter.LEGS, 1);
  }

  /** A leg's far end was negotiated or changed. */
  void onConnect(
      MediaLeg leg, InetSocketAddress farEnd, Remote remote, boolean answered, long nowNs) {
    if (leg.isClosed()) {
      return;
    }
    boolean moves = leg.isAnswered() && leg.ptimeMs() != remote.ptimeMs();
    boolean sent = leg.isAnswered();
    leg.onConnect(farEnd, remote, answered, nowNs);
    if (moves) {
      wheel.remove(leg);
    }
    if (moves || (leg.isAnswered() && !sent)) {
      wheel.add(leg, leg.ptimeMs());
    }
  }

  /** A leg is over. */
  void onClose(MediaLeg leg, long nowNs) {
    if (leg.isClosed()) {
      return;
    }
    leg.onClose();
    wheel.remove(leg);
    legs[leg.token()] = null;
    legCount--;
    meter.add(LoopMeter.LEGS, -1);
    closing.addLast(leg);
  }

  /** The thread ends: so do the legs. */
  void onStop(long nowNs) {
    takeOrders(nowNs);
    for (MediaLeg leg : legs.clone()) {
      if (leg != null) {
        onClose(leg, nowNs);
      }
    }
    reportClosed(nowNs);
    batch.flush();
    poller.close();
  }

  /** Where orders to this loop go. */
  OrderLane<LoopOrder> orders() {
    return orders;
  }

  /** Where its legs report. */
  TickBatch batch() {
    return batch;
  }

  /** What it counts. */
  LoopMeter meter() {
    return meter;
  }

  /** What its legs count. */
  MediaTotals totals() {
    return totals;
  }

  /** When the next tick is due. */
  long nextTickNs() {
    return nextTickNs;
  }

  /** Whether it has no legs, so that nobody minds a tick a little late. */
  boolean isIdle() {
    return legCount == 0;
  }
}
