package io.parley.sip.peer;

import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide;
import io.parley.kernel.route.RouteSnapshot;
import io.parley.kernel.route.RouteTable;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.SystemTimers;
import io.parley.sip.SipConfig;
import io.parley.sip.SipEdge;
import io.parley.sip.SipStartFailed;
import io.parley.sip.run.EdgePorts;
import io.parley.sip.run.EdgeTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/**
 * A real edge on a real port with paper media, a journal in memory and an agent that does what the
 * test says. Started by {@link #start}, ended by {@link #close}.
 */
public final class EdgeRig implements AutoCloseable {
  /** An agent that answers as soon as it is offered a call. */
  public static final BiConsumer<EdgeEvent, EdgeDesk> WILLING =
      (event, desk) -> {
        if (event.fact() instanceof EdgeFact.CallOffered) {
          order(event, desk, new AgentOrder.Answer());
        }
      };

  /** An agent that never gets ready. */
  public static final BiConsumer<EdgeEvent, EdgeDesk> MUTE = (event, desk) -> {};

  public final PaperMedia media = new PaperMedia();
  public final MemoryJournal journal = new MemoryJournal();
  public final Queue<EdgeFact> told = new ConcurrentLinkedQueue<>();
  public final SystemTimers timers = new SystemTimers("rig-timers");
  public final SipEdge edge;

  /** Wires an edge with {@code agent} behind it. */
  public EdgeRig(SipConfig config, BiConsumer<EdgeEvent, EdgeDesk> agent) {
    this(config, agent, RouteSnapshot.seeded());
  }

  /** The same with other numbers. */
  public EdgeRig(SipConfig config, BiConsumer<EdgeEvent, EdgeDesk> agent, RouteTable routes) {
    EdgeDesk desk = new EdgeDesk();
    EdgeTime time = new EdgeTime(NanoClock.SYSTEM, timers, Clock.systemUTC(), new SecureRandom());
    edge = new SipEdge(config, time, new EdgePorts(media, desk, routes, journal));
    media.reportTo(edge);
    desk.attach(
        event -> {
          told.add(event.fact());
          agent.accept(event, desk);
        },
        edge,
        (leg, order) -> EdgeSide.Outcome.TAKEN);
  }

  /** An agent's order for the call of {@code event}. */
  public static void order(EdgeEvent event, EdgeDesk desk, AgentOrder.Order order) {
    EdgeSide.Outcome outcome =
        desk.order(new AgentOrder(event.call(), event.leg(), event.seq(), order));
    assert outcome == EdgeSide.Outcome.TAKEN;
  }

  /** Starts the edge. */
  public EdgeRig start() throws SipStartFailed {
    edge.start();
    return this;
  }

  @Override
  public void close() {
    edge.close();
    timers.close();
  }
}
