package io.parley.sip.call;

import io.parley.kernel.call.EndReason;
import io.parley.sip.wire.ByeRequest;
import io.parley.sip.wire.SipRequest;

/** Our side of the dialog an INVITE made (RFC 3261 12). Owned by its machine. */
final class DialogState {
  private final SipRequest invite;
  private final String localTag;
  private String remoteTarget;
  private long remoteCseq;
  private long localCseq;

  DialogState(SipRequest invite, String localTag) {
    this.invite = invite;
    this.localTag = localTag;
    this.remoteTarget = invite.contact() == null ? "" : invite.contact();
    this.remoteCseq = invite.dialog().cseq();
  }

  String localTag() {
    return localTag;
  }

  /**
   * Whether a request follows the last one (12.2.2); takes its number and, of INVITE, its target.
   */
  boolean follows(SipRequest request) {
    if (request.dialog().cseq() <= remoteCseq) {
      return false;
    }
    remoteCseq = request.dialog().cseq();
    if (request.method().equals("INVITE") && request.contact() != null) {
      remoteTarget = request.contact();
    }
    return true;
  }

  /** The next BYE of ours. */
  ByeRequest bye(EndReason reason) {
    localCseq++;
    return new ByeRequest(
        remoteTarget,
        invite.recordRoute(),
        invite.dialog().callId(),
        localCseq,
        invite.parties().to() + ";tag=" + localTag,
        invite.parties().from(),
        reasonValue(reason),
        invite.source());
  }

  /** Reason header (RFC 3326) with the Q.850 cause a PBX logs. */
  private static String reasonValue(EndReason reason) {
    return switch (reason) {
      case ACK_TIMEOUT -> "SIP;cause=408;text=\"ACK timeout\"";
      case MEDIA_TIMEOUT -> "Q.850;cause=102;text=\"media timeout\"";
      case NOT_ACCEPTABLE -> "Q.850;cause=88;text=\"incompatible media\"";
      case ERROR, NODE_CRASH -> "Q.850;cause=41;text=\"temporary failure\"";
      case CALLER_HANGUP,
          CALLER_CANCELLED,
          AGENT_HANGUP,
          OPERATOR_HANGUP,
          INACTIVITY,
          MAX_DURATION,
          NO_ROUTE,
          CAPACITY,
          CONCURRENCY_LIMIT_REACHED,
          RATE_LIMIT_REACHED,
          AGENT_UNAVAILABLE,
          DRAINED ->
          "Q.850;cause=16;text=\"normal clearing\"";
    };
  }
}
