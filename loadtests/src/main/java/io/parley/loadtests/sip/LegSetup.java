package io.parley.loadtests.sip;

import java.util.List;

/**
 * What one call is set up with. A value.
 *
 * @param target request URI of the INVITE
 * @param localHost address to be reached at, for Via and Contact
 * @param callId unique Call-ID
 * @param offer session description of the INVITE
 * @param headers extra header lines of the INVITE
 */
public record LegSetup(
    String target,
    String localHost,
    int localPort,
    String callId,
    String offer,
    List<SipMessage.Header> headers) {
  public LegSetup {
    headers = List.copyOf(headers);
  }
}
