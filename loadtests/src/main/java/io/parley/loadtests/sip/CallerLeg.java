package io.parley.loadtests.sip;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calling side of one SIP dialog over UDP (RFC 3261 sections 12-17, what a caller needs of
 * them). Owned by the thread that runs the call; time comes in as an argument.
 *
 * <p>Requests within the dialog go the way of the INVITE, with the route set it brought.
 */
public final class CallerLeg {
  /** Where the call stands. */
  public enum State {
    IDLE,
    CALLING,
    PROCEEDING,
    RINGING,
    TALKING,
    CANCELLING,
    HANGING_UP,
    ENDED
  }

  /** How a call ended. */
  public enum End {
    NOT_YET,
    BY_CALLER,
    BY_AGENT,
    REFUSED,
    NO_ANSWER,
    CANCELLED
  }

  private static final long T1_NS = 500_000_000L;
  private static final long T2_NS = 4_000_000_000L;
  private static final long GIVE_UP_NS = 64 * T1_NS;
  private static final long BYE_GIVE_UP_NS = 8 * T1_NS;
  private static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS";

  private final LegSetup setup;
  private final String from;
  private final String localTag;
  private final Consumer<byte[]> wire;
  private final Retransmission repeat = new Retransmission();
  private State state = State.IDLE;
  private End end = End.NOT_YET;
  private int status;
  private String reason = "";
  private String retryAfter = "";
  private String to;
  private String remoteTarget;
  private List<String> routes = List.of();
  private long cseq = 1;
  private String inviteBranch = "";
  private byte[] ack = new byte[0];
  private @Nullable Sdp remote;
  private long invitedNs;
  private long firstResponseNs;
  private long answeredNs;
  private long endedNs;
  private int retransmissions;

  /** {@code wire} takes each datagram that is to go to the peer. */
  public CallerLeg(LegSetup setup, Consumer<byte[]> wire) {
    this.setup = setup;
    this.wire = wire;
    this.localTag = Tokens.next();
    this.from = "<sip:caller@" + setup.localHost() + ":" + setup.localPort() + ">;tag=" + localTag;
    this.to = "<" + setup.target() + ">";
    this.remoteTarget = setup.target();
  }

  /** Sends the INVITE. */
  public void dial(long nowNs) {
    invitedNs = nowNs;
    inviteBranch = Tokens.branch();
    SipMessage.Builder invite = request("INVITE", 1, inviteBranch).header("Contact", contact());
    invite.header("Allow", ALLOW).header("User-Agent", "parley-call");
    setup.headers().forEach(h -> invite.header(h.name(), h.value()));
    state = State.CALLING;
    transmit(invite.sdp(setup.offer()).build(), nowNs, Long.MAX_VALUE, GIVE_UP_NS);
  }

  private void transmit(SipMessage message, long nowNs, long capNs, long giveUpNs) {
    byte[] datagram = message.bytes();
    repeat.arm(datagram, nowNs, T1_NS, capNs, giveUpNs);
    wire.accept(datagram);
  }

  /** Ends the call in the way its state asks for: BYE, CANCEL, or nothing. */
  public void hangUp(long nowNs) {
    switch (state) {
      case TALKING -> sendBye(nowNs);
      case PROCEEDING, RINGING -> {
        state = State.CANCELLING;
        transmit(request("CANCEL", 1, inviteBranch).build(), nowNs, T2_NS, BYE_GIVE_UP_NS);
      }
      case IDLE, CALLING -> finish(End.CANCELLED, nowNs);
      case CANCELLING, HANGING_UP, ENDED -> {}
    }
  }

  private void sendBye(long nowNs) {
    state = State.HANGING_UP;
    cseq++;
    transmit(request("BYE", cseq, Tokens.branch()).build(), nowNs, T2_NS, BYE_GIVE_UP_NS);
  }

  private SipMessage.Builder request(String method, long number, String branch) {
    boolean sameAsInvite = method.equals("INVITE") || method.equals("CANCEL");
    SipMessage.Builder out =
        SipMessage.request(method, sameAsInvite ? setup.target() : remoteTarget);
    out.header(
        "Via",
        "SIP/2.0/UDP " + setup.localHost() + ":" + setup.localPort() + ";rport;branch=" + branch);
    out.header("Max-Forwards", "70");
    routes.forEach(route -> out.header("Route", route));
    out.header("From", from).header("To", sameAsInvite ? "<" + setup.target() + ">" : to);
    return out.header("Call-ID", setup.callId()).header("CSeq", number + " " + method);
  }

  private String contact() {
    return "<sip:caller@" + setup.localHost() + ":" + setup.localPort() + ">";
  }

  /** Takes one message of this Call-ID. */
  public void onMessage(SipMessage message, long nowNs) {
    if (message.isRequest()) {
      onRequest(message, nowNs);
    } else if (message.method().equals("INVITE")) {
      onInviteResponse(message, nowNs);
    } else if (message.method().equals("BYE") && message.status() >= 200) {
      onByeResponse(nowNs);
    } else if (message.method().equals("CANCEL") && message.status() >= 200) {
      repeat.disarm();
      repeat.arm(new byte[0], nowNs, GIVE_UP_NS, GIVE_UP_NS, BYE_GIVE_UP_NS);
    }
  }

  private void onByeResponse(long nowNs) {
    if (state == State.HANGING_UP) {
      finish(End.BY_CALLER, nowNs);
    }
  }

  private void onInviteResponse(SipMessage response, long nowNs) {
    if (firstResponseNs == 0) {
      firstResponseNs = nowNs;
    }
    int code = response.status();
    if (code >= 300) {
      onRefusal(response, nowNs);
    } else if (code >= 200) {
      onAnswer(response, nowNs);
    } else if (state == State.CALLING || state == State.PROCEEDING) {
      state = code == 100 ? State.PROCEEDING : State.RINGING;
      repeat.disarm();
    }
  }

  private void onAnswer(SipMessage response, long nowNs) {
    if (answeredNs != 0) {
      wire.accept(ack);
      return;
    }
    answeredNs = nowNs;
    status = response.status();
    to = response.headerOr("To", to);
    String contact = response.header("Contact");
    remoteTarget = contact == null ? setup.target() : SipMessage.uriOf(contact);
    routes = response.all("Record-Route").reversed();
    remote = Sdp.parse(response.body());
    repeat.disarm();
    ack = request("ACK", 1, Tokens.branch()).build().bytes();
    wire.accept(ack);
    if (state == State.CANCELLING) {
      sendBye(nowNs);
    } else {
      state = State.TALKING;
    }
  }

  private void onRefusal(SipMessage response, long nowNs) {
    to = response.headerOr("To", to);
    String ackTo = to;
    SipMessage.Builder out = SipMessage.request("ACK", setup.target());
    out.header(
        "Via",
        "SIP/2.0/UDP "
            + setup.localHost()
            + ":"
            + setup.localPort()
            + ";rport;branch="
            + inviteBranch);
    out.header("Max-Forwards", "70").header("From", from).header("To", ackTo);
    out.header("Call-ID", setup.callId()).header("CSeq", "1 ACK");
    wire.accept(out.build().bytes());
    if (state != State.ENDED) {
      status = response.status();
      reason = response.reason();
      retryAfter = response.headerOr("Retry-After", "");
      finish(state == State.CANCELLING ? End.CANCELLED : End.REFUSED, nowNs);
    }
  }

  private void onRequest(SipMessage request, long nowNs) {
    switch (request.method()) {
      case "ACK" -> {}
      case "BYE" -> {
        answer(request, 200, "OK");
        if (state != State.ENDED) {
          reason = request.headerOr("Reason", "");
          finish(End.BY_AGENT, nowNs);
        }
      }
      case "INVITE" -> answerReinvite(request);
      case "OPTIONS", "INFO", "NOTIFY" -> answer(request, 200, "OK");
      default -> answer(request, 405, "Method Not Allowed");
    }
  }

  private void answer(SipMessage request, int code, String phrase) {
    SipMessage.Builder out = SipMessage.response(request, code, phrase, localTag);
    wire.accept(out.header("Allow", ALLOW).build().bytes());
  }

  private void answerReinvite(SipMessage request) {
    Sdp offered = Sdp.parse(request.body());
    String offer = setup.offer();
    if (offered != null) {
      remote = offered;
      String direction =
          switch (offered.direction()) {
            case "sendonly" -> "recvonly";
            case "recvonly" -> "sendonly";
            case "inactive" -> "inactive";
            default -> "sendrecv";
          };
      offer = offer.replace("a=sendrecv", "a=" + direction);
    }
    SipMessage.Builder out = SipMessage.response(request, 200, "OK", localTag);
    wire.accept(out.header("Contact", contact()).sdp(offer).build().bytes());
  }

  /** Does what is due; call it at {@link #nextTimerNs} or more often. */
  public void onTimer(long nowNs) {
    byte[] due = repeat.due(nowNs);
    if (due != null && due.length > 0) {
      retransmissions++;
      wire.accept(due);
    }
    if (repeat.isExhausted(nowNs) && state != State.ENDED) {
      finish(
          switch (state) {
            case CANCELLING -> End.CANCELLED;
            case HANGING_UP -> End.BY_CALLER;
            default -> End.NO_ANSWER;
          },
          nowNs);
    }
  }

  private void finish(End how, long nowNs) {
    end = how;
    state = State.ENDED;
    endedNs = nowNs;
    repeat.disarm();
  }

  /** When {@link #onTimer} wants to be called next; {@link Long#MAX_VALUE} for never. */
  public long nextTimerNs() {
    return repeat.nextNs();
  }

  public LegSetup setup() {
    return setup;
  }

  public State state() {
    return state;
  }

  public End end() {
    return end;
  }

  /** The final status of the INVITE; 0 before it. */
  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  public String retryAfter() {
    return retryAfter;
  }

  /** What the peer described, after the answer. */
  public @Nullable Sdp remote() {
    return remote;
  }

  public long invitedNs() {
    return invitedNs;
  }

  /** When the first response came; 0 before it. */
  public long firstResponseNs() {
    return firstResponseNs;
  }

  /** When the 200 came; 0 before it. */
  public long answeredNs() {
    return answeredNs;
  }

  public long endedNs() {
    return endedNs;
  }

  public int retransmissions() {
    return retransmissions;
  }
}
