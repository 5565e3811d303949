package io.parley.sip.jain;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.parley.sip.admit.Admission;
import io.parley.sip.wire.SipReply;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.sip.SipException;
import javax.sip.address.Address;

/**
 * From our replies to the stack's responses. Reason phrases are those of the RFC and nothing else.
 * Immutable.
 */
final class Replies {
  private final Address contact;
  private final long secret;

  /** {@code secret} keeps the tags of stateless answers unguessable. */
  Replies(Address contact, long secret) {
    this.contact = contact;
    this.secret = secret;
  }

  SIPResponse build(SIPRequest request, SipReply reply) throws SipException {
    try {
      SIPResponse response = request.createResponse(reply.status(), phrase(reply.status()));
      if (reply.status() > 100 && request.getToTag() == null) {
        response.getTo().setTag(reply.toTag().isEmpty() ? statelessTag(request) : reply.toTag());
      }
      if (reply.contact()) {
        Contact ours = new Contact();
        ours.setAddress(contact);
        response.setHeader(ours);
        response.setHeader(header("Allow", Admission.ALLOW));
      }
      for (Map.Entry<String, String> header : reply.headers().entrySet()) {
        response.setHeader(header(header.getKey(), header.getValue()));
      }
      if (!reply.sdp().isEmpty()) {
        response.setContent(
            reply.sdp().getBytes(StandardCharsets.US_ASCII), new ContentType("application", "sdp"));
      }
      return response;
    } catch (ParseException e) {
      throw new SipException("cannot build a " + reply.status(), e);
    }
  }

  /** A header by its text: the stack's own factory takes no lists. */
  private static ExtensionHeaderImpl header(String name, String value) {
    ExtensionHeaderImpl header = new ExtensionHeaderImpl(name);
    header.setValue(value);
    return header;
  }

  static String phrase(int status) {
    String phrase = SIPResponse.getReasonPhrase(status);
    return phrase == null ? "Status" : phrase;
  }

  /** The same tag for the same request (RFC 3261 8.2.7). */
  String statelessTag(SIPRequest request) {
    long hash =
        31L * Objects.hash(request.getCallId().getCallId(), request.getFromTag())
            + Objects.hashCode(request.getTopmostVia().getBranch());
    return HexFormat.of().toHexDigits((hash ^ secret) * 0x9E37_79B9_7F4A_7C15L);
  }
}
