package io.parley.sip.call;

import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.media.MediaQuality;
import io.parley.kernel.route.Route;
import io.parley.sip.wire.Exchange;
import io.parley.sip.wire.SipRequest;
import org.jspecify.annotations.Nullable;

/** What can happen to a leg. */
public sealed interface CallSignal {
  /**
   * The INVITE that makes the leg; 100 has been sent.
   *
   * @param over the limit that has no room for it; null: there is room
   */
  record Invited(SipRequest request, Exchange exchange, Route route, @Nullable OverLimit over)
      implements CallSignal {
    /** One there is room for. */
    public Invited(SipRequest request, Exchange exchange, Route route) {
      this(request, exchange, route, null);
    }
  }

  /** A further INVITE in the dialog. */
  record Reinvited(SipRequest request, Exchange exchange) implements CallSignal {}

  /** The ACK of a 2xx. */
  record Acked(SipRequest request) implements CallSignal {}

  /** The caller hangs up. */
  record ByeCame(SipRequest request, Exchange exchange) implements CallSignal {}

  /** The caller gives up before the answer. */
  record CancelCame(Exchange exchange) implements CallSignal {}

  /** The leg listens for media. */
  record MediaReady(String host, int port) implements CallSignal {}

  /** There is no media for the leg. */
  record MediaRefused(Fault fault) implements CallSignal {}

  /** No audio has come although it should. */
  record LineFellSilent(long silentMs) implements CallSignal {}

  /** Media is over. */
  record MediaClosed(MediaQuality quality) implements CallSignal {}

  /** The agent is ready. */
  record AnswerOrdered() implements CallSignal {}

  /** The agent will not have the call. */
  record RefuseOrdered(int status, String detail) implements CallSignal {}

  /** Somebody on our side ends the call. */
  record HangUpOrdered(EndReason reason, String detail) implements CallSignal {}

  /** Somebody on our side orders something of the agent. */
  record OrderCame(CallOrder order) implements CallSignal {}

  /** Our BYE got its final response, 408 for none. */
  record ByeSettled(int status) implements CallSignal {}

  /** A deadline has passed; {@code round} tells a stale one from the one in force. */
  record Due(Deadline deadline, int round) implements CallSignal {}
}
