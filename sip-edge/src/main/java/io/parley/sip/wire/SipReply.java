package io.parley.sip.wire;

import java.util.Map;

/**
 * A response to be sent.
 *
 * @param toTag our tag, empty: none is added to a To without one (100) or a stateless one is made
 * @param contact whether it carries our Contact
 * @param sdp its body, empty for none
 * @param headers further headers
 */
public record SipReply(
    int status, String toTag, boolean contact, String sdp, Map<String, String> headers) {
  /** A response with nothing but its status. */
  public static SipReply of(int status) {
    return new SipReply(status, "", false, "", Map.of());
  }

  /** A response with one further header. */
  public static SipReply of(int status, String name, String value) {
    return new SipReply(status, "", false, "", Map.of(name, value));
  }

  /** 503 that says when to try again. */
  public static SipReply unavailable(int retryAfterS) {
    return of(503, "Retry-After", Integer.toString(retryAfterS));
  }

  /** This response with our tag. */
  public SipReply tagged(String tag) {
    return new SipReply(status, tag, contact, sdp, headers);
  }
}
