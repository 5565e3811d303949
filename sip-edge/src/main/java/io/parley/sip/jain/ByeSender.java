package io.parley.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.HopImpl;
import io.parley.sip.wire.ByeRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.address.AddressFactory;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/** Makes our BYE and sends it in a client transaction (RFC 3261 12.2.1, 17.1.2). Thread-safe. */
final class ByeSender {
  private static final int FAILED = 503;
  private static final int DEFAULT_PORT = 5060;

  private final SipProvider provider;
  private final AddressFactory addresses;
  private final String sentBy;
  private final RandomGenerator random;
  private final WireTally tally;

  ByeSender(
      SipProvider provider,
      AddressFactory addresses,
      String sentBy,
      RandomGenerator random,
      WireTally tally) {
    this.provider = provider;
    this.addresses = addresses;
    this.sentBy = sentBy;
    this.random = random;
    this.tally = tally;
  }

  void send(ByeRequest bye, IntConsumer settled) {
    try {
      SIPRequest request = request(bye);
      ClientTransaction transaction = provider.getNewClientTransaction(request);
      transaction.setApplicationData(settled);
      transaction.sendRequest();
    } catch (SipException | ParseException e) {
      tally.sendFailed("BYE", e);
      settled.accept(FAILED);
    }
  }

  private SIPRequest request(ByeRequest bye) throws ParseException {
    List<String> routes = new ArrayList<>(bye.routes());
    String requestUri = bye.remoteTarget();
    if (!routes.isEmpty() && !routes.getFirst().contains(";lr")) {
      routes.add("<" + requestUri + ">");
      requestUri = uriOf(routes.removeFirst());
    }
    StringBuilder text = new StringBuilder(512);
    text.append("BYE ").append(requestUri).append(" SIP/2.0\r\nVia: SIP/2.0/UDP ").append(sentBy);
    text.append(";rport;branch=z9hG4bK").append(HexFormat.of().toHexDigits(random.nextLong()));
    text.append("\r\nMax-Forwards: 70\r\n");
    for (String route : routes) {
      text.append("Route: ").append(route).append("\r\n");
    }
    text.append("From: ").append(bye.from()).append("\r\nTo: ").append(bye.to());
    text.append("\r\nCall-ID: ").append(bye.callId());
    text.append("\r\nCSeq: ").append(bye.cseq()).append(" BYE\r\n");
    if (!bye.reason().isEmpty()) {
      text.append("Reason: ").append(bye.reason()).append("\r\n");
    }
    text.append("Content-Length: 0\r\n\r\n");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    SIPRequest request =
        (SIPRequest) new StringMsgParser().parseSIPMessage(bytes, true, false, null);
    request.setApplicationData(hop(bye, routes.isEmpty() ? requestUri : uriOf(routes.getFirst())));
    return request;
  }

  private static String uriOf(String route) {
    int open = route.indexOf('<');
    int close = route.indexOf('>', open + 1);
    return open < 0 || close < 0 ? route : route.substring(open + 1, close);
  }

  /** The literal address of {@code target}; where the caller came from when it is a name. */
  private Hop hop(ByeRequest bye, String target) throws ParseException {
    URI uri = addresses.createURI(target);
    if (uri instanceof SipURI sip && sip.getHost().matches("[0-9.]+|\\[?[0-9a-fA-F:]*:.*")) {
      return new HopImpl(sip.getHost(), sip.getPort() > 0 ? sip.getPort() : DEFAULT_PORT, "udp");
    }
    return new HopImpl(bye.peer().host(), bye.peer().port(), "udp");
  }
}
