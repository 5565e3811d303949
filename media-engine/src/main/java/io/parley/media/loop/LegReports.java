package io.parley.media.loop;

import com.lmax.disruptor.EventHandler;
import io.parley.kernel.media.MediaEvent;
import io.parley.media.net.LoopPriority;
import io.parley.media.net.PortPool;
import io.parley.media.path.LegFact;
import io.parley.media.path.LegIdentity;
import io.parley.media.path.LegMeter;

/**
 * The reader that tells signalling about lines gone silent and legs closed, and lets the ports of
 * the latter rest. Runs on its own fan-out thread.
 */
final class LegReports implements EventHandler<FanoutEntry> {
  private final MediaEvent.Listener listener;
  private final PortPool ports;

  LegReports(MediaEvent.Listener listener, PortPool ports) {
    this.listener = listener;
    this.ports = ports;
  }

  @Override
  public void onStart() {
    LoopPriority.raiseNice();
  }

  @Override
  public void onEvent(FanoutEntry entry, long sequence, boolean endOfBatch) {
    LegIdentity leg = entry.leg;
    if (leg == null) {
      return;
    }
    if (entry.fact == LegFact.LINE_SILENT) {
      listener.on(new MediaEvent.LineSilent(leg.leg(), entry.a));
    } else if (entry.fact == LegFact.CLOSED) {
      LegMeter meter = entry.meter;
      ports.rest(leg.rtpPort());
      if (meter != null) {
        listener.on(new MediaEvent.LegClosed(leg.leg(), meter.quality()));
      }
    }
  }
}
