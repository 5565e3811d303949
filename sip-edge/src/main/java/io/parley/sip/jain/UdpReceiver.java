package io.parley.sip.jain;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.parley.kernel.time.NanoClock;
import io.parley.sip.admit.RawMessage;
import io.parley.sip.admit.SourceFilter;
import io.parley.sip.wire.SipInbox;
import io.parley.sip.wire.SipInbox.Admitted;
import io.parley.sip.wire.SipReply;
import io.parley.sip.wire.SipRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.text.ParseException;
import java.util.Set;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads datagrams and takes them as far as the stack: source, shape, parse, admission, and only
 * then a transaction. Owned by the {@code sip-udp} thread, so messages of a call keep their order.
 */
final class UdpReceiver implements Runnable {
  private static final Set<Class<?>> VITAL =
      Set.of(
          From.class,
          To.class,
          CSeq.class,
          Via.class,
          CallID.class,
          ContentLength.class,
          RequestLine.class,
          StatusLine.class,
          Contact.class,
          ContactList.class,
          MaxForwards.class,
          Route.class,
          RecordRoute.class);

  private final DatagramChannel channel;
  private final UdpPort port;
  private final SourceFilter sources;
  private final SipInbox inbox;
  private final Replies replies;
  private final NanoClock clock;
  private final WireTally tally;
  private final StringMsgParser parser = new StringMsgParser();
  private final ParseExceptionListener strictly = UdpReceiver::onParseProblem;

  /** What the receiver works with. */
  record Parts(
      DatagramChannel channel,
      UdpPort port,
      SourceFilter sources,
      SipInbox inbox,
      Replies replies,
      NanoClock clock,
      WireTally tally) {}

  UdpReceiver(Parts parts) {
    this.channel = parts.channel();
    this.port = parts.port();
    this.sources = parts.sources();
    this.inbox = parts.inbox();
    this.replies = parts.replies();
    this.clock = parts.clock();
    this.tally = parts.tally();
  }

  @Override
  public void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(port.getMaximumMessageSize());
    while (channel.isOpen()) {
      try {
        buffer.clear();
        InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
        if (from != null) {
          receive(buffer.flip(), from);
        }
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException e) {
        tally.sendFailed("anything: the socket failed", e);
      } catch (RuntimeException e) {
        tally.failed(e);
      }
    }
  }

  private void receive(ByteBuffer buffer, InetSocketAddress from) throws IOException {
    long nowNs = clock.nowNs();
    tally.received.increment();
    if (!sources.allows(from.getAddress())) {
      tally.foreign.increment();
      return;
    }
    byte[] datagram = new byte[buffer.remaining()];
    buffer.get(datagram);
    RawMessage raw = RawMessage.read(datagram);
    if (raw == null) {
      tally.malformed.increment();
    } else if (raw.isResponse()) {
      onResponse(datagram, from);
    } else if (raw.isDeflecting()) {
      tally.deflecting.increment();
    } else {
      onRequest(raw, datagram, from, nowNs);
    }
  }

  private void onRequest(RawMessage raw, byte[] datagram, InetSocketAddress from, long nowNs)
      throws IOException {
    if (!raw.flaw().isEmpty()) {
      refuseRaw(raw, from);
      return;
    }
    SIPRequest message;
    SipRequest request;
    try {
      SIPMessage parsed = parser.parseSIPMessage(datagram, true, false, strictly);
      if (!(parsed instanceof SIPRequest whole) || !isWhole(whole)) {
        refuseRaw(raw, from);
        return;
      }
      message = whole;
      request = Translator.translate(message, raw, from, nowNs);
      stamp(message, from);
    } catch (ParseException | RuntimeException e) {
      refuseRaw(raw, from);
      return;
    }
    switch (inbox.admit(request)) {
      case Admitted.Done done -> {}
      case Admitted.Answer answer -> answer(message, answer.reply(), from);
      case Admitted.Pass pass -> {
        if (clashes(message)) {
          tally.lost.increment();
          if (!message.getMethod().equals("ACK")) {
            answer(message, SipReply.unavailable(1), from);
          }
        } else {
          pass(message, request, from);
        }
      }
    }
  }

  private static boolean isWhole(SIPRequest request) {
    return request.getTopmostVia() != null
        && request.getFrom() != null
        && request.getTo() != null
        && request.getCallId() != null
        && request.getCSeq() != null
        && request.getRequestURI() != null
        && request.getMethod().equals(request.getCSeq().getMethod());
  }

  /** Notes the source in the top Via (RFC 3261 18.2.1, RFC 3581 4). */
  private static void stamp(SIPRequest message, InetSocketAddress from) throws ParseException {
    Via via = message.getTopmostVia();
    String host = from.getAddress().getHostAddress();
    boolean rport = via.hasParameter(Via.RPORT);
    if (rport || !host.equals(via.getHost())) {
      via.setParameter(Via.RECEIVED, host);
    }
    if (rport) {
      via.setParameter(Via.RPORT, Integer.toString(from.getPort()));
    }
  }

  private void refuseRaw(RawMessage raw, InetSocketAddress from) throws IOException {
    tally.malformed.increment();
    if (!raw.isUnanswerable()) {
      port.send(raw.reply("400 Bad Request", from, "0"), from.getAddress(), raw.replyPort(from));
    }
  }

  private void answer(SIPRequest message, SipReply reply, InetSocketAddress from)
      throws IOException {
    try {
      Via via = message.getTopmostVia();
      int viaPort = via.getPort() > 0 ? via.getPort() : port.getDefaultTargetPort();
      int to = via.getRPort() > 0 ? via.getRPort() : viaPort;
      port.send(replies.build(message, reply).encodeAsBytes("UDP"), from.getAddress(), to);
    } catch (SipException e) {
      tally.sendFailed(Integer.toString(reply.status()), e);
    }
  }

  /**
   * Whether the branch belongs to a transaction of another call. The stack tells transactions apart
   * by the branch alone (not by sent-by too, RFC 3261 17.2.3) and would swallow the request; its
   * sender is asked to try again, with a branch of his own.
   */
  private boolean clashes(SIPRequest message) {
    SIPTransaction known = port.getSIPStack().findTransaction(message.getTransactionId(), true);
    if (known == null || !(known.getRequest() instanceof SIPRequest first)) {
      return false;
    }
    return !first.getCallId().getCallId().equals(message.getCallId().getCallId());
  }

  /** Gives a request to the stack, as its own channels do. */
  private void pass(SIPRequest message, SipRequest request, InetSocketAddress from) {
    UdpPath path = new UdpPath(port, from.getAddress(), from.getPort());
    address(message, from);
    message.setApplicationData(request);
    SIPTransactionStack stack = port.getSIPStack();
    ServerRequestInterface handler = stack.newSIPServerRequest(message, path);
    if (handler == null) {
      tally.lost.increment();
      return;
    }
    try {
      handler.processRequest(message, path);
    } finally {
      if (handler instanceof SIPServerTransaction transaction && !transaction.passToListener()) {
        ((SIPTransaction) handler).releaseSem();
      }
    }
  }

  private void onResponse(byte[] datagram, InetSocketAddress from) {
    SIPResponse response;
    try {
      SIPMessage parsed = parser.parseSIPMessage(datagram, true, false, strictly);
      if (!(parsed instanceof SIPResponse whole) || whole.getTopmostVia() == null) {
        tally.malformed.increment();
        return;
      }
      response = whole;
      response.checkHeaders();
    } catch (ParseException | RuntimeException e) {
      tally.malformed.increment();
      return;
    }
    UdpPath path = new UdpPath(port, from.getAddress(), from.getPort());
    address(response, from);
    ServerResponseInterface handler = port.getSIPStack().newSIPServerResponse(response, path);
    if (handler == null) {
      return;
    }
    try {
      boolean foreign =
          handler instanceof SIPClientTransaction transaction
              && !transaction.checkFromTag(response);
      if (!foreign) {
        handler.processResponse(response, path);
      }
    } finally {
      if (handler instanceof SIPTransaction transaction && !transaction.passToListener()) {
        transaction.releaseSem();
      }
    }
  }

  private void address(SIPMessage message, InetSocketAddress from) {
    message.setRemoteAddress(from.getAddress());
    message.setRemotePort(from.getPort());
    message.setLocalAddress(port.getIpAddress());
    message.setLocalPort(port.getPort());
    message.setPeerPacketSourceAddress(from.getAddress());
    message.setPeerPacketSourcePort(from.getPort());
  }

  /** Headers we act on must parse; others are ignored. */
  private static void onParseProblem(
      ParseException problem,
      SIPMessage message,
      @Nullable Class<?> header,
      String text,
      String whole)
      throws ParseException {
    if (header == null || VITAL.contains(header)) {
      throw problem;
    }
    message.addUnparsed(text);
  }
}
