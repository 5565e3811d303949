package io.parley.sip.call;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.LegService;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.Route;
import io.parley.sip.wire.SipRequest;
import java.util.Optional;

/** What an INVITE and its route mean to the other rooms. Immutable. */
record InviteFacts(SipRequest invite, Route route) {
  private static final int RATE_HZ = 8000;

  boolean unknown() {
    return route instanceof Route.Unknown;
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
