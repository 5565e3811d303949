package io.parley.sip.peer;

import io.parley.sip.wire.SipRequest;
import java.util.List;
import java.util.Map;

/** Requests as values, for tests without a socket. */
public final class Requests {
  /** What a phone offers. */
  public static final String SDP =
      String.join(
          "\r\n",
          "v=0",
          "o=- 1 1 IN IP4 10.0.0.1",
          "s=-",
          "c=IN IP4 10.0.0.1",
          "t=0 0",
          "m=audio 4000 RTP/AVP 0 8 101",
          "a=rtpmap:101 telephone-event/8000",
          "");

  private Requests() {}

  /** An INVITE as a phone sends it, with this body. */
  public static SipRequest invite(String number, String body) {
    return request("INVITE", number, "", 1, "z9hG4bK-invite", body);
  }

  /** Any request of the dialog that {@link #invite} begins. */
  public static SipRequest request(
      String method, String number, String toTag, long cseq, String branch, String body) {
    return new SipRequest(
        method,
        "SIP/2.0",
        new SipRequest.Target("sip", number),
        new SipRequest.Dialog("call-1@phone", "from-1", toTag, cseq, branch),
        new SipRequest.Parties(
            "<sip:alice@phone>;tag=from-1", "<sip:" + number + "@edge>", "alice", "Alice"),
        new SipRequest.Source("127.0.0.1", 5070, true),
        70,
        "sip:alice@127.0.0.1:5070",
        List.of(),
        new SipRequest.Body(body.isEmpty() ? "" : "application/sdp", "", body),
        new SipRequest.Extras(List.of(), List.of(), "phone/1", "", Map.of("x-test", "1")),
        0);
  }
}
