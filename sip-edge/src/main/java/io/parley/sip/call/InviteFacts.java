package io.parley.sip.call;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.LegService;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.Route;
import io.parley.sip.wire.SipReply;
import io.parley.sip.wire.SipRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an INVITE and its route mean to the other rooms. Immutable. */
record InviteFacts(SipRequest invite, Route route, @Nullable OverLimit over) {
  private static final int RATE_HZ = 8000;

  /** How a call is refused that goes no further. */
  record TurnedAway(SipReply reply, EndReason reason, String detail) {}

  /**
   * Why the call goes no further; null when it does. Over a limit it is 486, not 503: the caller's
   * side is not to stay away from this edge, which others' calls come by too (RFC 3261 21.5.4).
   */
  @Nullable TurnedAway turnedAway() {
    if (route instanceof Route.Unknown) {
      return new TurnedAway(SipReply.of(404), EndReason.NO_ROUTE, "no such number");
    }
    if (over == null) {
      return null;
    }
    SipReply busy = SipReply.of(486, "Retry-After", Integer.toString(over.retryAfterS()));
    return new TurnedAway(busy, over.reason(), over.detail());
  }

  Optional<AgentRef> agent() {
    return route instanceof Route.ToAgent toAgent ? Optional.of(toAgent.agent()) : Optional.empty();
  }

  LegService service() {
    return switch (route) {
      case Route.ToAgent a -> LegService.AGENT;
      case Route.Echo e -> LegService.ECHO;
      case Route.Milliwatt m -> LegService.MILLIWATT;
      case Route.Unknown u -> throw new IllegalStateException("no service for an unknown number");
    };
  }

  /** For records: agent and version, or the line reached. */
  String line() {
    return switch (route) {
      case Route.ToAgent toAgent -> toAgent.agent().toString();
      case Route.Echo e -> "echo";
      case Route.Milliwatt m -> "milliwatt";
      case Route.Unknown u -> "none";
    };
  }

  CallFact.Offered offered() {
    return new CallFact.Offered(
        "inbound",
        invite.parties().caller(),
        invite.parties().displayName(),
        invite.target().user(),
        invite.dialog().callId(),
        invite.source().toString(),
        invite.extras().userAgent(),
        line());
  }

  EdgeFact.CallOffered callOffered(AgentRef agent) {
    return new EdgeFact.CallOffered(
        agent,
        invite.target().user(),
        invite.parties().caller(),
        invite.parties().displayName(),
        invite.dialog().callId(),
        RATE_HZ,
        invite.extras().custom(),
        invite.source().loopback());
  }
}
