package io.parley.sip.wire;

import java.util.List;

/**
 * Our BYE (RFC 3261 12.2.1.1).
 *
 * @param remoteTarget Contact URI of the peer
 * @param routes route set, in the order to be used
 * @param from our side of the dialog with our tag, as a header value
 * @param to the peer's side with his tag
 * @param reason value of the Reason header (RFC 3326), empty for none
 * @param peer where the dialog's first request came from: used when the target is no literal
 *     address
 */
public record ByeRequest(
    String remoteTarget,
    List<String> routes,
    String callId,
    long cseq,
    String from,
    String to,
    String reason,
    SipRequest.Source peer) {}
