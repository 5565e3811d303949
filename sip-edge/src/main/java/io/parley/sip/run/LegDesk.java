package io.parley.sip.run;

import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.call.LiveCalls;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.AgentOrder.SignallingOrder;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.kernel.media.MediaEvent;
import io.parley.kernel.route.CallBudget;
import io.parley.kernel.route.Route;
import io.parley.kernel.time.Timers;
import io.parley.sip.admit.Admission;
import io.parley.sip.call.CallMachine;
import io.parley.sip.call.CallPolicy;
import io.parley.sip.call.CallSignal;
import io.parley.sip.call.OverLimit;
import io.parley.sip.strand.Strands;
import io.parley.sip.wire.Exchange;
import io.parley.sip.wire.SipInbox;
import io.parley.sip.wire.SipReply;
import io.parley.sip.wire.SipRequest;
import io.parley.sip.wire.SipWire;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All legs: finds the one a message, an order or an event is for, makes new ones within the
 * capacity. Safe from any thread; whatever concerns one leg goes to its strand.
 */
public final class LegDesk implements SipInbox, LiveCalls, MediaEvent.Listener {
  private static final Admitted PASS = new Admitted.Pass();
  private static final Admitted DONE = new Admitted.Done();

  private final CallPolicy policy;
  private final int maxCalls;
  private final EdgeTime time;
  private final EdgePorts ports;
  private final Strands strands;
  private final Tally tally = new Tally();
  private final CallLedger ledger;
  private final ConcurrentHashMap<String, Leg> byDialog = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<LegId, Leg> byId = new ConcurrentHashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean draining;
  private volatile @Nullable SipWire wire;
  private volatile @Nullable CountDownLatch emptied;

  /** Takes at most {@code maxCalls} calls at a time. */
  public LegDesk(CallPolicy policy, int maxCalls, EdgeTime time, EdgePorts ports, Strands strands) {
    this.policy = policy;
    this.maxCalls = maxCalls;
    this.time = time;
    this.ports = ports;
    this.strands = strands;
    this.ledger = new CallLedger(policy.retryAfterS());
  }

  /** Connects the stack; called once, before the first message. */
  public void attach(SipWire sipWire) {
    this.wire = sipWire;
  }

  /** From now on new calls are refused; those that are up go on. */
  public void drain() {
    draining = true;
  }

  /** Ends every call and waits for that, at most {@code patience}. */
  public void endAll(Duration patience) throws InterruptedException {
    draining = true;
    CountDownLatch latch = new CountDownLatch(1);
    emptied = latch;
    for (Leg leg : byId.values()) {
      leg.offerTerminal(new CallSignal.HangUpOrdered(EndReason.DRAINED, "the node stops"));
    }
    if (!byId.isEmpty()) {
      boolean done = latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      assert done || !byId.isEmpty();
    }
  }

  // ---- from the stack

  @Override
  public Admitted admit(SipRequest request) {
    Optional<SipReply> refusal = Admission.refusal(request);
    if (refusal.isPresent()) {
      return request.method().equals("ACK") ? DONE : refuse(refusal.get());
    }
    return switch (request.method()) {
      case "ACK" -> admitAck(request);
      case "OPTIONS" -> new Admitted.Answer(optionsReply(request));
      case "INVITE" -> request.inDialog() ? PASS : admitInvite(request);
      default -> PASS;
    };
  }

  /** The ACK of a 2xx is a message of its own; any other one belongs to its transaction. */
  private Admitted admitAck(SipRequest ack) {
    Leg leg = find(ack);
    if (leg == null || leg.invite().dialog().branch().equals(ack.dialog().branch())) {
      return PASS;
    }
    leg.offer(new CallSignal.Acked(ack));
    return DONE;
  }

  private SipReply optionsReply(SipRequest request) {
    if (request.inDialog() && find(request) == null) {
      return SipReply.of(481);
    }
    if (draining) {
      return busy();
    }
    Map<String, String> headers =
        Map.of("Allow", Admission.ALLOW, "Accept", "application/sdp", "Accept-Language", "en");
    return new SipReply(200, "", false, "", headers);
  }

  private Admitted admitInvite(SipRequest invite) {
    Leg known = byDialog.get(key(invite));
    if (known == null) {
      return draining || active.get() >= maxCalls ? refuse(busy()) : PASS;
    }
    boolean same = known.invite().dialog().branch().equals(invite.dialog().branch());
    return same ? PASS : refuse(SipReply.of(482));
  }

  private Admitted refuse(SipReply reply) {
    tally.refused(reply.status());
    return new Admitted.Answer(reply);
  }

  private SipReply busy() {
    return SipReply.unavailable(policy.retryAfterS());
  }

  @Override
  public void onRequest(SipRequest request, Exchange exchange) {
    Leg leg = request.inDialog() ? find(request) : byDialog.get(key(request));
    switch (request.method()) {
      case "INVITE" -> onInvite(request, exchange, leg);
      case "BYE" -> {
        if (leg == null || !request.inDialog()) {
          unknown(exchange);
        } else {
          leg.offerTerminal(new CallSignal.ByeCame(request, exchange));
        }
      }
      case "CANCEL" -> {
        if (leg == null
            || !leg.invite().dialog().branch().equals(request.dialog().branch())
            || leg.invite().dialog().cseq() != request.dialog().cseq()) {
          unknown(exchange);
        } else {
          leg.offerTerminal(new CallSignal.CancelCame(exchange));
        }
      }
      default -> exchange.reply(SipReply.of(405, "Allow", Admission.ALLOW));
    }
  }

  private void onInvite(SipRequest request, Exchange exchange, @Nullable Leg leg) {
    if (request.inDialog()) {
      if (leg == null) {
        unknown(exchange);
      } else {
        leg.offer(new CallSignal.Reinvited(request, exchange));
      }
    } else if (leg != null) {
      tally.requestRepeats.increment();
    } else {
      begin(request, exchange);
    }
  }

  private void unknown(Exchange exchange) {
    tally.refused(481);
    exchange.reply(SipReply.of(481));
  }

  private void begin(SipRequest invite, Exchange exchange) {
    exchange.reply(SipReply.of(100));
    tally.invites.increment();
    active.incrementAndGet();
    Route route = ports.routes().lookup(invite.target().user(), invite.source().host());
    OverLimit over = ledger.take(route.budgets(), nowNs());
    tally.overLimit(over);
    CallSignal.Invited invited = new CallSignal.Invited(invite, exchange, route, over);
    CallId call = CallId.at(time.wall().millis(), time.random());
    String tag = HexFormat.of().toHexDigits(time.random().nextLong());
    long sessionId = time.random().nextLong() & 0x7fff_ffff_ffffL;
    Leg.Birth birth =
        new Leg.Birth(
            LegId.first(call),
            tenantOf(route),
            tag,
            lineOf(route),
            route instanceof Route.ToAgent,
            over == null ? route.budgets() : List.of(),
            time.wall().instant());
    Leg leg = new Leg(this, birth, invite, new CallMachine(policy, invited, tag, sessionId));
    byDialog.put(key(invite), leg);
    byId.put(leg.id(), leg);
    leg.offer(invited);
  }

  private static TenantId tenantOf(Route route) {
    return switch (route) {
      case Route.ToAgent r -> r.tenant();
      case Route.Echo r -> r.tenant();
      case Route.Milliwatt r -> r.tenant();
      case Route.Unknown r -> TenantId.DEFAULT;
    };
  }

  private static String lineOf(Route route) {
    return switch (route) {
      case Route.ToAgent r -> r.agent().toString();
      case Route.Echo r -> "echo";
      case Route.Milliwatt r -> "milliwatt";
      case Route.Unknown r -> "none";
    };
  }

  /** The leg whose dialog a request belongs to, by both tags. */
  private @Nullable Leg find(SipRequest request) {
    Leg leg = byDialog.get(key(request));
    return leg != null && leg.localTag().equals(request.dialog().toTag()) ? leg : null;
  }

  private static String key(SipRequest request) {
    return request.dialog().callId() + '\n' + request.dialog().fromTag();
  }

  // ---- from agent, media and operator

  /** Carries out one order of the agent. */
  public Outcome order(LegId id, SignallingOrder order) {
    Leg leg = byId.get(id);
    if (leg == null || !leg.isLive()) {
      return Outcome.GONE;
    }
    CallSignal signal =
        switch (order) {
          case AgentOrder.Answer o -> new CallSignal.AnswerOrdered();
          case AgentOrder.Refuse o -> new CallSignal.RefuseOrdered(o.sipStatus(), o.detail());
          case AgentOrder.HangUp o -> new CallSignal.HangUpOrdered(o.reason(), o.detail());
        };
    return leg.offerTerminal(signal) ? Outcome.TAKEN : Outcome.GONE;
  }

  @Override
  public void on(MediaEvent event) {
    Leg leg = byId.get(event.leg());
    if (leg != null) {
      leg.offerTerminal(
          switch (event) {
            case MediaEvent.LineSilent e -> new CallSignal.LineFellSilent(e.silentMs());
            case MediaEvent.LegClosed e -> new CallSignal.MediaClosed(e.quality());
          });
    }
  }

  @Override
  public List<LiveCall> snapshot() {
    return byId.values().stream().filter(Leg::isLive).map(Leg::view).toList();
  }

  @Override
  public boolean hangUp(CallId call, EndReason reason) {
    Leg leg = byId.get(LegId.first(call));
    return leg != null
        && leg.isLive()
        && leg.offerTerminal(new CallSignal.HangUpOrdered(reason, ""));
  }

  @Override
  public Taking order(CallId call, CallOrder order) {
    Leg leg = byId.get(LegId.first(call));
    if (leg == null || !leg.isLive()) {
      return Taking.GONE;
    }
    if (!leg.hasAgent()) {
      return Taking.NO_AGENT;
    }
    return leg.offer(new CallSignal.OrderCame(order)) ? Taking.TAKEN : Taking.FULL;
  }

  // ---- for the legs

  Strands strands() {
    return strands;
  }

  EdgePorts ports() {
    return ports;
  }

  Timers timers() {
    return time.timers();
  }

  long nowNs() {
    return time.clock().nowNs();
  }

  Tally tally() {
    return tally;
  }

  SipWire wire() {
    SipWire attached = wire;
    if (attached == null) {
      throw new IllegalStateException("a leg spoke before the stack was attached");
    }
    return attached;
  }

  void released(List<CallBudget> budgets) {
    active.decrementAndGet();
    ledger.give(budgets, nowNs());
  }

  void forget(Leg leg) {
    byDialog.remove(key(leg.invite()), leg);
    byId.remove(leg.id(), leg);
    CountDownLatch latch = emptied;
    if (latch != null && byId.isEmpty()) {
      latch.countDown();
    }
  }

  /** What the legs have done so far. */
  public DeskCounters counters() {
    return new DeskCounters(
        tally.invites.sum(),
        tally.answered.sum(),
        tally.refusals(),
        tally.setupUs(),
        tally.okRepeats.sum(),
        tally.requestRepeats.sum(),
        tally.overCalls.sum(),
        tally.overRate.sum(),
        active.get(),
        byId.size());
  }
}
