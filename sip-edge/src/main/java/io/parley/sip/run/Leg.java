package io.parley.sip.run;

import io.parley.kernel.call.LiveCalls.LiveCall;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.media.MediaPlane.Opening;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.route.CallBudget;
import io.parley.kernel.time.Timers;
import io.parley.sip.call.CallEffect;
import io.parley.sip.call.CallMachine;
import io.parley.sip.call.CallSignal;
import io.parley.sip.call.Deadline;
import io.parley.sip.strand.Strands;
import io.parley.sip.wire.SipRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;

/** One leg: its machine, its deadlines, and the doing of what the machine decides. */
@OwnedBy("sip-strand")
final class Leg {
  private static final String RINGING = "ringing";
  private static final String IN_PROGRESS = "in-progress";

  private final LegDesk desk;
  private final LegId id;
  private final TenantId tenant;
  private final String localTag;
  private final SipRequest invite;
  private final String line;
  private final boolean hasAgent;
  private final List<CallBudget> budgets;
  private final Instant startedAt;
  private final CallMachine machine;
  private final Strands.Strand<CallSignal> strand;
  private final EnumMap<Deadline, Timers.Timer> deadlines = new EnumMap<>(Deadline.class);
  private final ArrayDeque<CallSignal> own = new ArrayDeque<>();
  private volatile String status = RINGING;
  private volatile boolean live = true;

  /**
   * What a leg is from its first moment on.
   *
   * @param budgets what it counts against until it is released
   */
  record Birth(
      LegId id,
      TenantId tenant,
      String localTag,
      String line,
      boolean hasAgent,
      List<CallBudget> budgets,
      Instant startedAt) {}

  Leg(LegDesk desk, Birth birth, SipRequest invite, CallMachine machine) {
    this.desk = desk;
    this.id = birth.id();
    this.tenant = birth.tenant();
    this.localTag = birth.localTag();
    this.line = birth.line();
    this.hasAgent = birth.hasAgent();
    this.budgets = birth.budgets();
    this.startedAt = birth.startedAt();
    this.invite = invite;
    this.machine = machine;
    this.strand = desk.strands().strand(this::handle);
  }

  LegId id() {
    return id;
  }

  String localTag() {
    return localTag;
  }

  SipRequest invite() {
    return invite;
  }

  boolean hasAgent() {
    return hasAgent;
  }

  boolean isLive() {
    return live;
  }

  /** Hands a signal to the leg; safe from any thread. */
  boolean offer(CallSignal signal) {
    return strand.offer(signal);
  }

  /** Hands over a signal that must get through; safe from any thread. */
  boolean offerTerminal(CallSignal signal) {
    return strand.offerTerminal(signal);
  }

  LiveCall view() {
    return new LiveCall(
        tenant,
        id.call(),
        status,
        invite.parties().caller(),
        invite.target().user(),
        line,
        startedAt);
  }

  private void handle(CallSignal signal) {
    own.add(signal);
    for (CallSignal next = own.poll(); next != null; next = own.poll()) {
      for (CallEffect effect : machine.on(next, desk.nowNs())) {
        perform(effect);
      }
    }
  }

  private void perform(CallEffect effect) {
    switch (effect) {
      case CallEffect.Reply e -> {
        e.exchange().reply(e.reply());
        noteReply(e);
      }
      case CallEffect.Repeat e -> {
        e.exchange().repeat();
        desk.tally().okRepeats.increment();
      }
      case CallEffect.SendBye e ->
          desk.wire().bye(e.bye(), s -> strand.offerTerminal(new CallSignal.ByeSettled(s)));
      case CallEffect.OpenMedia e -> own.add(opened(e));
      case CallEffect.ConnectMedia e -> desk.ports().media().connect(id, e.remote(), true);
      case CallEffect.CloseMedia e -> desk.ports().media().close(id);
      case CallEffect.TellAgent e ->
          desk.ports().desk().publish(tenant, id, desk.nowNs(), e.fact());
      case CallEffect.Journal e -> desk.ports().journal().append(tenant, id.call(), e.fact());
      case CallEffect.StartTimer e -> start(e);
      case CallEffect.StopTimer e -> stop(e.deadline());
      case CallEffect.Release e -> {
        live = false;
        desk.released(budgets);
      }
      case CallEffect.Forget e -> {
        deadlines.values().forEach(Timers.Timer::cancel);
        deadlines.clear();
        desk.forget(this);
      }
    }
  }

  private CallSignal opened(CallEffect.OpenMedia open) {
    return switch (desk.ports().media().open(tenant, id, open.service())) {
      case Opening.Opened o -> new CallSignal.MediaReady(o.host(), o.rtpPort());
      case Opening.Failed f -> new CallSignal.MediaRefused(f.fault());
    };
  }

  private void noteReply(CallEffect.Reply e) {
    int code = e.reply().status();
    if (code >= 300) {
      desk.tally().refused(code);
    } else if (code == 200 && !e.reply().sdp().isEmpty() && !status.equals(IN_PROGRESS)) {
      status = IN_PROGRESS;
      desk.tally().answered(desk.nowNs() - invite.arrivedNs());
    }
  }

  private void start(CallEffect.StartTimer e) {
    stop(e.deadline());
    CallSignal due = new CallSignal.Due(e.deadline(), e.round());
    deadlines.put(e.deadline(), desk.timers().after(e.delay(), () -> strand.offerTerminal(due)));
  }

  private void stop(Deadline deadline) {
    Timers.Timer timer = deadlines.remove(deadline);
    if (timer != null) {
      timer.cancel();
    }
  }
}
