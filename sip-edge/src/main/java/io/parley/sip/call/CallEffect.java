package io.parley.sip.call;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.LegService;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.sip.wire.ByeRequest;
import io.parley.sip.wire.Exchange;
import io.parley.sip.wire.SipReply;
import java.time.Duration;

/** What a leg wants done, in this order. */
public sealed interface CallEffect {
  /** Answer a request. */
  record Reply(Exchange exchange, SipReply reply) implements CallEffect {}

  /** Send the last 2xx of an exchange again. */
  record Repeat(Exchange exchange) implements CallEffect {}

  /** Hang up. */
  record SendBye(ByeRequest bye) implements CallEffect {}

  /** Bind media; {@link CallSignal.MediaReady} or {@link CallSignal.MediaRefused} comes back. */
  record OpenMedia(LegService service) implements CallEffect {}

  /** Start media towards the far end, or change it. */
  record ConnectMedia(Remote remote) implements CallEffect {}

  /** End media; {@link CallSignal.MediaClosed} comes back. */
  record CloseMedia() implements CallEffect {}

  /** Tell the agent. */
  record TellAgent(EdgeFact fact) implements CallEffect {}

  /** Write into the journal. */
  record Journal(CallFact fact) implements CallEffect {}

  /** Set a deadline, replacing one of the same kind. */
  record StartTimer(Deadline deadline, Duration delay, int round) implements CallEffect {}

  /** Take a deadline back. */
  record StopTimer(Deadline deadline) implements CallEffect {}

  /** The call no longer counts against the capacity. */
  record Release() implements CallEffect {}

  /** Nothing more will happen: drop the leg. */
  record Forget() implements CallEffect {}
}
