package io.parley.sip.admit;

import io.parley.sip.wire.SipReply;
import io.parley.sip.wire.SipRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a well-formed request is one we serve (RFC 3261 8.2), in the order the RFC gives. Pure.
 */
public final class Admission {
  /** The value of Allow. */
  public static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS";

  private static final Set<String> METHODS = Set.of(ALLOW.split(", "));
  private static final Set<String> SCHEMES = Set.of("sip", "tel");
  private static final String SDP = "application/sdp";

  private Admission() {}

  /** The response to refuse {@code request} with, or nothing when it may go on. */
  public static Optional<SipReply> refusal(SipRequest request) {
    if (!request.version().equals("SIP/2.0")) {
      return status(505);
    }
    if (!request.extras().flaw().isEmpty() || request.dialog().fromTag().isEmpty()) {
      return status(400);
    }
    if (!METHODS.contains(request.method())) {
      return Optional.of(SipReply.of(405, "Allow", ALLOW));
    }
    if (request.method().equals("ACK") || request.method().equals("CANCEL")) {
      return Optional.empty();
    }
    return servedRefusal(request);
  }

  private static Optional<SipReply> servedRefusal(SipRequest request) {
    if (request.maxForwards() < 0 || request.maxForwards() > 255) {
      return status(400);
    }
    if (request.maxForwards() == 0) {
      return status(483);
    }
    if (!SCHEMES.contains(request.target().scheme())) {
      return status(416);
    }
    List<String> required = request.extras().require();
    if (!required.isEmpty()) {
      return Optional.of(SipReply.of(420, "Unsupported", String.join(", ", required)));
    }
    return request.method().equals("INVITE") ? inviteRefusal(request) : Optional.empty();
  }

  private static Optional<SipReply> inviteRefusal(SipRequest request) {
    if (request.contact() == null) {
      return status(400);
    }
    SipRequest.Body body = request.body();
    if (!body.encoding().isEmpty() && !body.encoding().equals("identity")) {
      return Optional.of(SipReply.of(415, "Accept-Encoding", "identity"));
    }
    if (!body.text().isBlank() && !body.type().equals(SDP)) {
      return Optional.of(SipReply.of(415, "Accept", SDP));
    }
    List<String> accept = request.extras().accept();
    boolean sdp =
        accept.isEmpty()
            || accept.contains(SDP)
            || accept.contains("application/*")
            || accept.contains("*/*");
    return sdp ? Optional.empty() : status(406);
  }

  private static Optional<SipReply> status(int status) {
    return Optional.of(SipReply.of(status));
  }
}
