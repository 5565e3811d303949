package io.parley.media.loop;

import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.media.MediaEvent;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.time.NanoClock;
import io.parley.media.net.LoopPriority;
import io.parley.media.net.PortPool;
import io.parley.media.net.RtpNetwork;
import io.parley.media.path.LegSink;
import io.parley.media.path.LegTape;
import io.parley.media.path.MediaLeg;
import io.parley.media.path.MediaTotals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One media loop with its thread, its ring and the ring's readers. Orders may come from any thread;
 * they are carried out in the loop's next tick.
 */
public final class MediaShard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaShard.class);
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long IDLE_TICKS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final int index;
  private final NanoClock clock;
  private final Fanout fanout;
  private final MediaLoop loop;
  private final Thread thread;
  private volatile boolean stopping;

  /** A shard whose loop sees sockets of {@code network}. */
  public MediaShard(
      int index,
      RtpNetwork network,
      NanoClock clock,
      EdgeDesk desk,
      MediaEvent.Listener listener,
      PortPool ports)
      throws IOException {
    this.index = index;
    this.clock = clock;
    this.fanout =
        new Fanout(
            index, List.of(new CallerFeed(desk), new Tapes(new LegReports(listener, ports))));
    this.loop = new MediaLoop(network.openPoller(), clock, fanout.ring());
    this.thread = Thread.ofPlatform().name("media-loop-" + index).daemon(true).unstarted(this::run);
  }

  /** Starts the threads; once. */
  public void start() {
    fanout.start();
    thread.start();
  }

  private void run() {
    LOG.info("media-loop-{} runs at {} priority", index, LoopPriority.raise());
    while (!stopping) {
      cycle();
      long idleNs = loop.isIdle() ? IDLE_TICKS * MediaLoop.TICK_NS : 0;
      long waitNs = loop.nextTickNs() + idleNs - clock.nowNs();
      if (waitNs > 0) {
        LockSupport.parkNanos(waitNs);
      }
      if (Thread.interrupted()) {
        LOG.warn("media-loop-{} was interrupted and goes on", index);
      }
    }
    loop.onStop(clock.nowNs());
  }

  /** A defect outside any leg costs this cycle, not the thread. */
  private void cycle() {
    try {
      loop.cycle(clock.nowNs());
    } catch (RuntimeException fault) {
      loop.meter().add(LoopMeter.LEG_FAULTS, 1);
      LOG.error("media-loop-{} failed in a cycle and goes on", index, fault);
    }
  }

  /** Where legs made for this shard report. */
  public LegSink sink() {
    return loop.batch();
  }

  /** What the legs of this shard count. */
  public MediaTotals totals() {
    return loop.totals();
  }

  /** Gives a leg to the loop; {@code false} when its lane is full. */
  public boolean open(MediaLeg leg) {
    return loop.orders().offer((owner, nowNs) -> owner.onOpen(leg));
  }

  /** Tells a leg its far end; {@code false} when the loop's lane is full. */
  public boolean connect(MediaLeg leg, InetSocketAddress farEnd, Remote remote, boolean answered) {
    return loop.orders()
        .offer((owner, nowNs) -> owner.onConnect(leg, farEnd, remote, answered, nowNs));
  }

  /** Changes the silence that ends speech on a leg. */
  public boolean listen(MediaLeg leg, int silenceMs) {
    return loop.orders().offer((owner, nowNs) -> leg.onListen(silenceMs));
  }

  /** Records a leg from its next slot on. */
  public boolean record(MediaLeg leg, LegTape tape) {
    return loop.orders().offer((owner, nowNs) -> leg.onRecord(tape));
  }

  /** Resumes a paused utterance. */
  public boolean resume(MediaLeg leg, long utterance) {
    return loop.orders().offerTerminal((owner, nowNs) -> leg.onResume(utterance, nowNs));
  }

  /** Drops an utterance. */
  public boolean abandon(MediaLeg leg, long utterance) {
    return loop.orders().offerTerminal((owner, nowNs) -> leg.onAbandon(utterance, nowNs));
  }

  /** Ends a leg. */
  public boolean close(MediaLeg leg) {
    return loop.orders().offerTerminal((owner, nowNs) -> owner.onClose(leg, nowNs));
  }

  /** What the loop has counted and allocated so far. */
  public LoopCounters counters() {
    LoopMeter meter = loop.meter();
    return new LoopCounters(
        thread.getName(),
        meter.get(LoopMeter.LEGS),
        meter.get(LoopMeter.CYCLES),
        meter.get(LoopMeter.STALLS),
        meter.get(LoopMeter.FRAMES_DROPPED),
        meter.get(LoopMeter.FACTS_DROPPED),
        meter.get(LoopMeter.LEG_FAULTS) + fanout.faults(),
        loop.orders().refused(),
        Math.max(0, THREADS.getThreadAllocatedBytes(thread.threadId())),
        loop.totals().get(MediaTotals.RECEIVED),
        loop.totals().get(MediaTotals.SENT),
        meter.deviation());
  }

  /**
   * Ends the thread and its legs, lets the readers see the last reports, then ends them. A shard
   * that was never started (its server could not) only gives its poller back.
   */
  @Override
  public void close() {
    stopping = true;
    if (thread.getState() == Thread.State.NEW) {
      loop.onStop(clock.nowNs());
      return;
    }
    try {
      thread.join(PATIENCE);
      long deadlineNs = clock.nowNs() + PATIENCE.toNanos();
      while (!fanout.isDrained() && deadlineNs - clock.nowNs() > 0) {
        LockSupport.parkNanos(MediaLoop.TICK_NS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    fanout.close();
  }
}
