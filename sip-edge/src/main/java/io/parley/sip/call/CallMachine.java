package io.parley.sip.call;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.route.AgentRef;
import io.parley.sip.sdp.Agreement;
import io.parley.sip.wire.ByeRequest;
import io.parley.sip.wire.Exchange;
import io.parley.sip.wire.SipReply;
import io.parley.sip.wire.SipRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The signalling of one leg: signals in, effects out, no clock, no I/O. Owned by the leg's strand.
 *
 * <p>Every leg ends: each state that waits has a deadline, and each offered call is recorded as
 * ended exactly once, after its media has said how it went.
 */
@OwnedBy("sip-strand")
public final class CallMachine {
  private static final long NS_PER_MS = 1_000_000;

  private final CallPolicy policy;
  private final SipRequest invite;
  private final Exchange inviteExchange;
  private final InviteFacts facts;
  private final DialogState dialog;
  private final SessionState session;
  private final Outbox out = new Outbox();
  private long nowNs;
  private CallState state = CallState.NEW;
  private boolean mediaOpen;
  private boolean held;
  private boolean confirmed;
  private Exchange okExchange;
  private long okCseq = -1;
  private Duration repeat = Duration.ZERO;
  private long setupMs;
  private boolean byeWaits;
  private boolean byePending;
  private CallFact.Ended ended = new CallFact.Ended(EndReason.ERROR, "", 0, 0);
  private boolean endRecorded;

  /** A leg made by {@code invited}; {@code localTag} and {@code sessionId} are unguessable. */
  public CallMachine(
      CallPolicy policy, CallSignal.Invited invited, String localTag, long sessionId) {
    this.policy = policy;
    this.invite = invited.request();
    this.inviteExchange = invited.exchange();
    this.okExchange = invited.exchange();
    this.facts = new InviteFacts(invited.request(), invited.route(), invited.over());
    this.dialog = new DialogState(invite, localTag);
    this.session = new SessionState(sessionId);
  }

  /** Where the leg stands. */
  public CallState state() {
    return state;
  }

  /** Takes one signal; answers what is to be done about it, in order. */
  public List<CallEffect> on(CallSignal signal, long atNs) {
    nowNs = atNs;
    switch (signal) {
      case CallSignal.Invited s -> onInvited();
      case CallSignal.Reinvited s -> onReinvited(s.request(), s.exchange());
      case CallSignal.Acked s -> onAcked(s.request());
      case CallSignal.ByeCame s -> onByeCame(s.request(), s.exchange());
      case CallSignal.CancelCame s -> onCancelCame(s.exchange());
      case CallSignal.MediaReady s -> onMediaReady(s.host(), s.port());
      case CallSignal.MediaRefused s -> onMediaRefused(s.fault());
      case CallSignal.LineFellSilent s -> onLineFellSilent(s.silentMs());
      case CallSignal.MediaClosed s -> onMediaClosed(s);
      case CallSignal.AnswerOrdered s -> onAnswerOrdered();
      case CallSignal.RefuseOrdered s -> onRefuseOrdered(s.status(), s.detail());
      case CallSignal.HangUpOrdered s -> hangUp(s.reason(), s.detail());
      case CallSignal.OrderCame s -> tell(new EdgeFact.OrderCame(s.order()));
      case CallSignal.ByeSettled s -> onByeSettled();
      case CallSignal.Due s -> onDue(s);
    }
    return out.take();
  }

  // ---- setting up

  private void onInvited() {
    out.record(facts.offered());
    InviteFacts.TurnedAway away = facts.turnedAway();
    if (away != null) {
      refuse(away.reply(), away.reason(), away.detail());
      return;
    }
    int refusal = session.propose(invite.body().text());
    if (refusal != 0) {
      refuse(SipReply.of(refusal), EndReason.NOT_ACCEPTABLE, "no common media");
      return;
    }
    out.add(new CallEffect.OpenMedia(facts.service()));
  }

  private void onMediaReady(String host, int port) {
    mediaOpen = true;
    if (state != CallState.NEW) {
      out.add(new CallEffect.CloseMedia());
    } else if (!session.bound(host, port)) {
      refuse(SipReply.of(488), EndReason.NOT_ACCEPTABLE, "media address of another family");
    } else {
      facts.agent().ifPresentOrElse(this::ring, this::answer);
    }
  }

  private void ring(AgentRef agent) {
    state = CallState.RINGING;
    out.reply(inviteExchange, new SipReply(180, dialog.localTag(), true, "", Map.of()));
    out.tell(facts.callOffered(agent));
    out.start(Deadline.AGENT, policy.agentPatience());
  }

  private void onMediaRefused(Fault fault) {
    switch (fault) {
      case Fault.Busy busy ->
          refuse(SipReply.unavailable(busy.retryAfterS()), EndReason.CAPACITY, busy.detail());
      case Fault.Unavailable away ->
          refuse(SipReply.unavailable(policy.retryAfterS()), EndReason.ERROR, away.detail());
      case Fault.Refused refused ->
          refuse(SipReply.of(488), EndReason.NOT_ACCEPTABLE, refused.detail());
    }
  }

  private void onAnswerOrdered() {
    if (state == CallState.RINGING) {
      out.stop(Deadline.AGENT);
      answer();
    }
  }

  private void onRefuseOrdered(int status, String detail) {
    if (state == CallState.RINGING) {
      int sent = status >= 400 && status <= 699 ? status : 480;
      SipReply reply = sent == 503 ? SipReply.unavailable(policy.retryAfterS()) : SipReply.of(sent);
      refuse(reply, EndReason.AGENT_UNAVAILABLE, detail);
    }
  }

  private void answer() {
    state = CallState.UP;
    sendOk(inviteExchange, invite.dialog().cseq());
    out.start(Deadline.CALL, policy.maxCall());
    setupMs = msSinceInvite();
    if (!session.offering()) {
      session.settle().ifPresent(this::firstConnect);
    }
  }

  private void firstConnect(Agreement agreement) {
    out.add(new CallEffect.ConnectMedia(agreement.remote()));
    out.record(new CallFact.Answered(setupMs, agreement.remote().codec().name()));
    tell(new EdgeFact.CallAnswered());
    holdIs(agreement.held());
  }

  private void sendOk(Exchange exchange, long cseq) {
    okExchange = exchange;
    okCseq = cseq;
    repeat = policy.firstRepeat();
    out.reply(exchange, new SipReply(200, dialog.localTag(), true, session.describe(), Map.of()));
    out.start(Deadline.REPEAT, repeat);
    out.start(Deadline.ACK, policy.ackPatience());
  }

  // ---- up

  private void onReinvited(SipRequest request, Exchange exchange) {
    if (state != CallState.UP) {
      out.reply(exchange, tagged(481));
    } else if (okCseq >= 0) {
      out.reply(exchange, tagged(491));
    } else if (!dialog.follows(request)) {
      out.reply(exchange, tagged(500));
    } else {
      int refusal = session.propose(request.body().text());
      if (refusal != 0) {
        out.reply(exchange, tagged(refusal));
        return;
      }
      sendOk(exchange, request.dialog().cseq());
      if (!session.offering()) {
        session.settle().ifPresent(this::reconnect);
      }
    }
  }

  private void reconnect(Agreement agreement) {
    out.add(new CallEffect.ConnectMedia(agreement.remote()));
    holdIs(agreement.held());
  }

  private void holdIs(boolean now) {
    if (now == held) {
      return;
    }
    held = now;
    tell(new EdgeFact.HoldChanged(now));
    if (now) {
      out.start(Deadline.HOLD, policy.holdLimit());
    } else {
      out.stop(Deadline.HOLD);
    }
  }

  private void onAcked(SipRequest ack) {
    if (ack.dialog().cseq() != okCseq) {
      return;
    }
    boolean first = !confirmed;
    confirmed = true;
    settleOk();
    if (byeWaits) {
      byeWaits = false;
      sendBye();
    } else if (session.offering() && state == CallState.UP) {
      session
          .accept(ack.body().text())
          .ifPresentOrElse(
              first ? this::firstConnect : this::reconnect,
              () -> hangUp(EndReason.NOT_ACCEPTABLE, "no usable answer in the ACK"));
    }
  }

  private void settleOk() {
    okCseq = -1;
    out.stop(Deadline.REPEAT);
    out.stop(Deadline.ACK);
  }

  private void onLineFellSilent(long silentMs) {
    if (state == CallState.UP && !held) {
      hangUp(EndReason.MEDIA_TIMEOUT, "no audio for " + silentMs + " ms");
    }
  }

  // ---- ending

  private void onByeCame(SipRequest request, Exchange exchange) {
    if (!dialog.follows(request)) {
      out.reply(exchange, tagged(500));
      return;
    }
    out.reply(exchange, tagged(200));
    if (state == CallState.NEW || state == CallState.RINGING) {
      refuse(SipReply.of(487), EndReason.CALLER_CANCELLED, "BYE before the answer");
      return;
    }
    byeWaits = false;
    byePending = false;
    out.stop(Deadline.BYE);
    settleOk();
    leave(EndReason.CALLER_HANGUP, "", 200);
  }

  private void onCancelCame(Exchange exchange) {
    out.reply(exchange, tagged(200));
    if (state == CallState.NEW || state == CallState.RINGING) {
      refuse(SipReply.of(487), EndReason.CALLER_CANCELLED, "");
    }
  }

  /** Ends the call from our side, with whatever the state of its signalling allows. */
  private void hangUp(EndReason reason, String detail) {
    if (state == CallState.NEW || state == CallState.RINGING) {
      refuse(SipReply.of(480), reason, detail);
    } else if (state == CallState.UP) {
      byeWaits = !confirmed && reason != EndReason.ACK_TIMEOUT;
      byePending = !byeWaits;
      leave(reason, detail, 200);
      if (!byeWaits) {
        sendBye();
      }
    }
  }

  private void sendBye() {
    settleOk();
    byePending = true;
    ByeRequest bye = dialog.bye(ended.reason());
    out.add(new CallEffect.SendBye(bye));
    out.start(Deadline.BYE, policy.byePatience());
  }

  private void refuse(SipReply reply, EndReason reason, String detail) {
    out.reply(inviteExchange, reply.tagged(dialog.localTag()));
    leave(reason, detail, reply.status());
  }

  /** The call is over for agent, media and capacity; what is left settles by itself. */
  private void leave(EndReason reason, String detail, int status) {
    if (state == CallState.LEAVING || state == CallState.GONE) {
      forgetIfSettled();
      return;
    }
    state = CallState.LEAVING;
    ended = new CallFact.Ended(reason, detail, status, msSinceInvite());
    tell(new EdgeFact.CallEnded(reason));
    out.add(new CallEffect.Release());
    out.stop(Deadline.AGENT);
    out.stop(Deadline.HOLD);
    out.stop(Deadline.CALL);
    if (mediaOpen) {
      out.add(new CallEffect.CloseMedia());
      out.start(Deadline.MEDIA, policy.mediaPatience());
    } else {
      recordEnd();
    }
  }

  private void onMediaClosed(CallSignal.MediaClosed closed) {
    if (!mediaOpen) {
      return;
    }
    out.record(new CallFact.QualityMeasured(closed.quality()));
    if (state != CallState.LEAVING) {
      mediaOpen = false;
      hangUp(EndReason.ERROR, "media ended by itself");
    } else {
      recordEnd();
    }
  }

  private void recordEnd() {
    mediaOpen = false;
    out.stop(Deadline.MEDIA);
    if (!endRecorded) {
      endRecorded = true;
      out.record(ended);
    }
    forgetIfSettled();
  }

  private void onByeSettled() {
    byePending = false;
    out.stop(Deadline.BYE);
    forgetIfSettled();
  }

  private void forgetIfSettled() {
    if (state == CallState.LEAVING && endRecorded && !byePending && !byeWaits) {
      state = CallState.GONE;
      out.add(new CallEffect.Forget());
    }
  }

  private void onDue(CallSignal.Due due) {
    if (!out.inForce(due)) {
      return;
    }
    switch (due.deadline()) {
      case REPEAT -> {
        out.add(new CallEffect.Repeat(okExchange));
        Duration doubled = repeat.multipliedBy(2);
        repeat = doubled.compareTo(policy.slowestRepeat()) > 0 ? policy.slowestRepeat() : doubled;
        out.start(Deadline.REPEAT, repeat);
      }
      case ACK -> onAckMissing();
      case AGENT ->
          refuse(SipReply.of(480), EndReason.AGENT_UNAVAILABLE, "agent was not ready in time");
      case BYE -> onByeSettled();
      case MEDIA -> recordEnd();
      case HOLD -> hangUp(EndReason.MEDIA_TIMEOUT, "held too long");
      case CALL -> hangUp(EndReason.MAX_DURATION, "");
    }
  }

  private void onAckMissing() {
    if (byeWaits) {
      byeWaits = false;
      sendBye();
    } else {
      hangUp(EndReason.ACK_TIMEOUT, "the 200 was never acknowledged");
    }
  }

  private SipReply tagged(int status) {
    return SipReply.of(status).tagged(dialog.localTag());
  }

  private void tell(EdgeFact fact) {
    if (facts.agent().isPresent()) {
      out.tell(fact);
    }
  }

  private long msSinceInvite() {
    return (nowNs - invite.arrivedNs()) / NS_PER_MS;
  }
}
