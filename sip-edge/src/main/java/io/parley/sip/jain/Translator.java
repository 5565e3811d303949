package io.parley.sip.jain;

import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import io.parley.sip.admit.RawMessage;
import io.parley.sip.wire.SipRequest;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import org.jspecify.annotations.Nullable;

/** From the stack's requests to ours. Stateless. */
final class Translator {
  private static final int MOST_CHARS = 256;
  private static final int MOST_TOKENS = 32;

  private Translator() {}

  static SipRequest translate(
      SIPRequest request, RawMessage raw, InetSocketAddress from, long arrivedNs) {
    String branch = request.getTopmostVia().getBranch();
    return new SipRequest(
        request.getMethod(),
        raw.version(),
        target(request.getRequestURI()),
        new SipRequest.Dialog(
            request.getCallId().getCallId(),
            orEmpty(request.getFromTag()),
            orEmpty(request.getToTag()),
            request.getCSeq().getSeqNumber(),
            orEmpty(branch)),
        parties(request),
        new SipRequest.Source(
            from.getAddress().getHostAddress(),
            from.getPort(),
            from.getAddress().isLoopbackAddress()),
        request.getMaxForwards() == null ? -1 : request.getMaxForwards().getMaxForwards(),
        contact(request),
        recordRoute(request),
        new SipRequest.Body(
            mediaType(raw.header("content-type")),
            raw.header("content-encoding").toLowerCase(Locale.ROOT),
            raw.body()),
        new SipRequest.Extras(
            tokens(raw.header("require")),
            tokens(raw.header("accept")).stream().map(Translator::mediaType).toList(),
            RawMessage.printable(raw.header("user-agent"), MOST_CHARS),
            raw.flaw(),
            raw.custom()),
        arrivedNs);
  }

  private static SipRequest.Target target(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String user =
        switch (uri) {
          case SipURI sip -> user(sip);
          case TelURL tel -> orEmpty(tel.getPhoneNumber());
          default -> "";
        };
    return new SipRequest.Target(scheme, user);
  }

  /** The user part, unescaped, without parameters such as {@code ;phone-context}. */
  private static String user(SipURI uri) {
    String user = orEmpty(uri.getUser());
    int parameters = user.indexOf(';');
    String bare = parameters < 0 ? user : user.substring(0, parameters);
    return bare.indexOf('%') < 0 ? bare : unescaped(bare);
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }

  private static SipRequest.Parties parties(SIPRequest request) {
    Address from = request.getFrom().getAddress();
    String caller =
        switch (from.getURI()) {
          case SipURI sip -> user(sip).isEmpty() ? orEmpty(sip.getHost()) : user(sip);
          case TelURL tel -> orEmpty(tel.getPhoneNumber());
          default -> "";
        };
    return new SipRequest.Parties(
        ((SIPHeader) request.getFrom()).getValue(),
        ((SIPHeader) request.getTo()).getValue(),
        clipped(caller),
        clipped(orEmpty(from.getDisplayName())));
  }

  private static String clipped(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.length() > MOST_CHARS ? clean.substring(0, MOST_CHARS) : clean;
  }

  private static @Nullable String contact(SIPRequest request) {
    boolean none = request.getContactHeaders() == null || request.getContactHeaders().isEmpty();
    if (none
        || !(request.getContactHeaders().getFirst() instanceof ContactHeader contact)
        || contact.isWildCard()) {
      return null;
    }
    return contact.getAddress() == null ? null : contact.getAddress().getURI().toString();
  }

  private static List<String> recordRoute(SIPRequest request) {
    RecordRouteList headers = request.getRecordRouteHeaders();
    if (headers == null || headers.isEmpty()) {
      return List.of();
    }
    List<String> out = new ArrayList<>(headers.size());
    for (RecordRoute route : headers) {
      out.add(route.getValue());
    }
    return List.copyOf(out);
  }

  /** Comma-separated values, lower case. */
  private static List<String> tokens(String value) {
    if (value.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(value.split(",", MOST_TOKENS))
        .map(token -> token.strip().toLowerCase(Locale.ROOT))
        .filter(token -> !token.isEmpty())
        .toList();
  }

  /** {@code type/subtype} without parameters, lower case. */
  private static String mediaType(String value) {
    int parameters = value.indexOf(';');
    String type = parameters < 0 ? value : value.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
