package io.parley.sip.call;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.kernel.media.MediaQuality;
import io.parley.kernel.route.Route;
import io.parley.kernel.route.RouteSnapshot;
import io.parley.sip.peer.Requests;
import io.parley.sip.wire.ByeRequest;
import io.parley.sip.wire.Exchange;
import io.parley.sip.wire.SipReply;
import io.parley.sip.wire.SipRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Drives one machine and keeps everything it wanted done. For one thread. */
final class Script {
  static final String TAG = "ours";
  static final Route AGENT = new Route.ToAgent(TenantId.DEFAULT, RouteSnapshot.TUTOR);
  static final Route ECHO = new Route.Echo(TenantId.DEFAULT);

  final List<CallEffect> effects = new ArrayList<>();
  final EnumMap<Deadline, CallEffect.StartTimer> timers = new EnumMap<>(Deadline.class);
  final CallMachine machine;
  final Paper invite = new Paper("invite");
  private final CallSignal.Invited invited;
  private long cseq = 1;
  private long nowNs;
  private boolean mediaClosing;

  /** An exchange that only has a name. */
  record Paper(String name) implements Exchange {
    @Override
    public void reply(SipReply reply) {}

    @Override
    public void repeat() {}
  }

  Script(Route route, String body) {
    SipRequest request = Requests.invite("1000", body);
    invited = new CallSignal.Invited(request, invite, route);
    machine = new CallMachine(CallPolicy.defaults(), invited, TAG, 7);
  }

  /** A call to {@code route} with the usual offer, rung or answered. */
  static Script begun(Route route) {
    Script script = new Script(route, Requests.SDP);
    script.begin();
    return script;
  }

  /** An echo call that is up and acknowledged. */
  static Script established() {
    Script script = begun(ECHO);
    script.ack("");
    return script;
  }

  void begin() {
    on(invited);
    if (has(CallEffect.OpenMedia.class)) {
      on(new CallSignal.MediaReady("127.0.0.1", 12_000));
    }
  }

  void on(CallSignal signal) {
    for (CallEffect effect : machine.on(signal, nowNs)) {
      effects.add(effect);
      switch (effect) {
        case CallEffect.StartTimer e -> timers.put(e.deadline(), e);
        case CallEffect.StopTimer e -> timers.remove(e.deadline());
        case CallEffect.CloseMedia e -> mediaClosing = true;
        default -> {}
      }
    }
  }

  void advance(Duration step) {
    nowNs += step.toNanos();
  }

  void ack(String body) {
    on(new CallSignal.Acked(request("ACK", cseq, body)));
  }

  Paper reinvite(String body) {
    cseq++;
    Paper exchange = new Paper("reinvite-" + cseq);
    on(new CallSignal.Reinvited(request("INVITE", cseq, body), exchange));
    return exchange;
  }

  Paper bye() {
    cseq++;
    Paper exchange = new Paper("bye");
    on(new CallSignal.ByeCame(request("BYE", cseq, ""), exchange));
    return exchange;
  }

  static SipRequest request(String method, long cseq, String body) {
    return Requests.request(method, "1000", TAG, cseq, "z9hG4bK-" + method + cseq, body);
  }

  /** How long a deadline was set for; zero when it is not set. */
  Duration delay(Deadline deadline) {
    CallEffect.StartTimer timer = timers.get(deadline);
    return timer == null ? Duration.ZERO : timer.delay();
  }

  /** Lets a deadline that is set pass. */
  void due(Deadline deadline) {
    CallEffect.StartTimer timer = timers.remove(deadline);
    if (timer == null) {
      throw new AssertionError(deadline + " is not set: " + timers.keySet());
    }
    advance(timer.delay());
    on(new CallSignal.Due(deadline, timer.round()));
  }

  /** Media says how it went, when it was told to close. */
  void mediaCloses() {
    if (mediaClosing) {
      mediaClosing = false;
      on(new CallSignal.MediaClosed(new MediaQuality("PCMU", 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }
  }

  boolean has(Class<? extends CallEffect> kind) {
    return effects.stream().anyMatch(kind::isInstance);
  }

  <E extends CallEffect> List<E> all(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<Integer> statuses(Exchange exchange) {
    return replies(exchange).stream().map(SipReply::status).toList();
  }

  List<SipReply> replies(Exchange exchange) {
    return all(CallEffect.Reply.class).stream()
        .filter(e -> e.exchange().equals(exchange))
        .map(CallEffect.Reply::reply)
        .toList();
  }

  List<ByeRequest> byes() {
    return all(CallEffect.SendBye.class).stream().map(CallEffect.SendBye::bye).toList();
  }

  List<Remote> remotes() {
    return all(CallEffect.ConnectMedia.class).stream()
        .map(CallEffect.ConnectMedia::remote)
        .toList();
  }

  List<CallFact> facts() {
    return all(CallEffect.Journal.class).stream().map(CallEffect.Journal::fact).toList();
  }

  List<EdgeFact> told() {
    return all(CallEffect.TellAgent.class).stream().map(CallEffect.TellAgent::fact).toList();
  }

  List<CallFact.Ended> ends() {
    return facts().stream()
        .filter(CallFact.Ended.class::isInstance)
        .map(CallFact.Ended.class::cast)
        .toList();
  }

  Optional<EndReason> end() {
    return ends().stream().map(CallFact.Ended::reason).findFirst();
  }

  /** Whether nothing is left: ended once, released once, forgotten once, no deadline set. */
  boolean isSettled() {
    return machine.state() == CallState.GONE
        && ends().size() == 1
        && all(CallEffect.Release.class).size() == 1
        && all(CallEffect.Forget.class).size() == 1
        && timers.isEmpty();
  }
}
