package io.parley.sip;

import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.LegId;
import io.parley.kernel.link.AgentOrder.SignallingOrder;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.kernel.media.MediaEvent;
import io.parley.kernel.time.Timers;
import io.parley.sip.admit.SourceFilter;
import io.parley.sip.jain.JainStack;
import io.parley.sip.run.EdgePorts;
import io.parley.sip.run.EdgeTime;
import io.parley.sip.run.LegDesk;
import io.parley.sip.strand.Strands;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP edge: answers calls over UDP and runs their signalling. Constructed, then started once,
 * drained, closed once; orders, events and questions are safe from any thread.
 *
 * <p>It is the {@link EdgeDesk.Handler} of signalling orders and the {@link MediaEvent.Listener} of
 * the media plane.
 */
public final class SipEdge
    implements EdgeDesk.Handler<SignallingOrder>, MediaEvent.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SipEdge.class);
  private static final Duration FAREWELL = Duration.ofMillis(1500);
  private static final Duration UNMUTE_EVERY = Duration.ofMinutes(1);

  private final SipConfig config;
  private final EdgeTime time;
  private final Strands strands;
  private final LegDesk desk;
  private final JainStack stack;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Timers.@Nullable Timer unmuting;

  /** Wires the edge; opens and starts nothing. */
  public SipEdge(SipConfig config, EdgeTime time, EdgePorts ports) {
    this.config = config;
    this.time = time;
    this.strands = new Strands(config.strandThreads());
    this.desk = new LegDesk(config.policy(), config.maxCalls(), time, ports, strands);
    this.stack =
        new JainStack(
            new JainStack.Address(config.bind(), config.port(), config.sentBy()),
            SourceFilter.of(config.allow()),
            time.clock(),
            time.random());
  }

  /** Binds the port and begins to take calls. */
  public void start() throws SipStartFailed {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("the SIP edge was started before");
    }
    desk.attach(stack);
    try {
      stack.open(desk);
    } catch (IOException e) {
      strands.close();
      throw new SipStartFailed(
          "PARLEY_SIP_BIND=%s PARLEY_SIP_PORT=%d: cannot listen on UDP (%s); choose another port or stop what uses it"
              .formatted(config.bind(), config.port(), e.getMessage()),
          e);
    }
    unmuteLater();
    LOG.info("SIP on udp {}:{}, known as {}", config.bind(), config.port(), config.sentBy());
  }

  private void unmuteLater() {
    unmuting =
        time.timers()
            .after(
                UNMUTE_EVERY,
                () -> {
                  JainStack.unmute();
                  if (!closed.get()) {
                    unmuteLater();
                  }
                });
  }

  /** Takes no new calls from now on (503 with Retry-After); those that are up go on. */
  public void drain() {
    desk.drain();
  }

  /** The calls that are up. */
  public LiveCalls liveCalls() {
    return desk;
  }

  /** What has been counted so far. */
  public SipCounters counters() {
    return new SipCounters(desk.counters(), stack.counters(), strands.dropped(), strands.failed());
  }

  @Override
  public Outcome order(LegId leg, SignallingOrder order) {
    return desk.order(leg, order);
  }

  @Override
  public void on(MediaEvent event) {
    desk.on(event);
  }

  /** Ends what is still up with BYE, waits a moment for it, and stops. Idempotent. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Timers.Timer timer = unmuting;
    if (timer != null) {
      timer.cancel();
    }
    try {
      desk.endAll(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    strands.close();
    try {
      stack.close();
    } catch (IOException e) {
      LOG.warn("the SIP socket did not close: {}", e.toString());
    }
  }
}
