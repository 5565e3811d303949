package io.parley.loadtests.sip;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerLegTest {
  private static final long MS = 1_000_000L;

  private final List<SipMessage> sent = new ArrayList<>();
  private final CallerLeg leg =
      new CallerLeg(
          new LegSetup("sip:1000@far:5060", "near", 4000, "id", offer(), List.of()), this::onWire);

  private static String offer() {
    return Sdp.g711("192.0.2.1", 4002, List.of(0, 8), "sendrecv");
  }

  private void onWire(byte[] datagram) {
    SipMessage message = SipMessage.parse(datagram, datagram.length);
    sent.add(requireNonNull(message));
  }

  private SipMessage.Builder answer(SipMessage request, int status) {
    return SipMessage.response(request, status, "Phrase", "far-tag")
        .header("Contact", "<sip:agent@192.0.2.7:5099>");
  }

  private void answered() {
    leg.dial(1);
    leg.onMessage(
        answer(sent.getFirst(), 200)
            .sdp(Sdp.g711("192.0.2.7", 9000, List.of(0), "sendrecv"))
            .build(),
        20 * MS);
  }

  @Test
  void acknowledgesTheAnswerAtTheContact() {
    answered();
    assertThat(leg.state()).isEqualTo(CallerLeg.State.TALKING);
    assertThat(leg.remote()).isNotNull();
    SipMessage ack = sent.getLast();
    assertThat(ack.startLine()).isEqualTo("ACK sip:agent@192.0.2.7:5099 SIP/2.0");
    assertThat(ack.cseq()).isEqualTo(1);
    assertThat(ack.headerOr("To", "")).endsWith(";tag=far-tag");
  }

  @Test
  void acknowledgesEveryRepetitionOfTheAnswer() {
    answered();
    SipMessage again = answer(sent.getFirst(), 200).build();
    leg.onMessage(again, 500 * MS);
    assertThat(sent.stream().filter(m -> m.method().equals("ACK"))).hasSize(2);
  }

  @Test
  void repeatsTheInviteAtDoublingIntervalsUntilItIsHeard() {
    leg.dial(1);
    leg.onTimer(499 * MS);
    assertThat(sent).hasSize(1);
    leg.onTimer(501 * MS);
    leg.onTimer(1_502 * MS);
    assertThat(sent).hasSize(3);
    leg.onMessage(answer(sent.getFirst(), 100).build(), 1_600 * MS);
    leg.onTimer(9_000 * MS);
    assertThat(sent).hasSize(3);
    assertThat(leg.retransmissions()).isEqualTo(2);
  }

  @Test
  void givesUpAfterSixtyFourTimesT1() {
    leg.dial(1);
    leg.onTimer(32_001 * MS);
    assertThat(leg.end()).isEqualTo(CallerLeg.End.NO_ANSWER);
  }

  @Test
  void acknowledgesARefusalWithTheBranchOfTheInvite() {
    leg.dial(1);
    leg.onMessage(answer(sent.getFirst(), 503).header("Retry-After", "5").build(), MS);
    assertThat(leg.end()).isEqualTo(CallerLeg.End.REFUSED);
    assertThat(leg.status()).isEqualTo(503);
    assertThat(leg.retryAfter()).isEqualTo("5");
    assertThat(sent.getLast().method()).isEqualTo("ACK");
    assertThat(sent.getLast().header("Via")).isEqualTo(sent.getFirst().header("Via"));
  }

  @Test
  void cancelsWhileItRings() {
    leg.dial(1);
    leg.onMessage(answer(sent.getFirst(), 180).build(), MS);
    leg.hangUp(2 * MS);
    assertThat(sent.getLast().method()).isEqualTo("CANCEL");
    assertThat(sent.getLast().header("Via")).isEqualTo(sent.getFirst().header("Via"));
    leg.onMessage(answer(sent.getLast(), 200).build(), 3 * MS);
    leg.onMessage(answer(sent.getFirst(), 487).build(), 4 * MS);
    assertThat(leg.end()).isEqualTo(CallerLeg.End.CANCELLED);
  }

  @Test
  void hangsUpAnAnswerThatCrossedTheCancel() {
    leg.dial(1);
    leg.onMessage(answer(sent.getFirst(), 180).build(), MS);
    leg.hangUp(2 * MS);
    leg.onMessage(answer(sent.getFirst(), 200).build(), 3 * MS);
    assertThat(sent.getLast().method()).isEqualTo("BYE");
    leg.onMessage(answer(sent.getLast(), 200).build(), 4 * MS);
    assertThat(leg.state()).isEqualTo(CallerLeg.State.ENDED);
  }

  @Test
  void endsWithByeAndCountsUp() {
    answered();
    leg.hangUp(30 * MS);
    SipMessage bye = sent.getLast();
    assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
    leg.onMessage(answer(bye, 200).build(), 40 * MS);
    assertThat(leg.end()).isEqualTo(CallerLeg.End.BY_CALLER);
  }

  @Test
  void followsTheRecordedRouteBackwards() {
    leg.dial(1);
    leg.onMessage(
        SipMessage.response(sent.getFirst(), 200, "OK", "t")
            .header("Record-Route", "<sip:p2;lr>, <sip:p1;lr>")
            .header("Contact", "<sip:agent@x>")
            .build(),
        MS);
    assertThat(sent.getLast().all("Route")).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
  }

  @Test
  void takesTheAgentsByeAndAnswersIt() {
    answered();
    SipMessage bye =
        SipMessage.request("BYE", "sip:caller@near:4000")
            .header("Via", "SIP/2.0/UDP far;branch=z9hG4bKx")
            .header("From", "<sip:1000@far>;tag=far-tag")
            .header("To", "<sip:caller@near>;tag=mine")
            .header("Call-ID", "id")
            .header("CSeq", "1 BYE")
            .build();
    leg.onMessage(bye, 50 * MS);
    assertThat(leg.end()).isEqualTo(CallerLeg.End.BY_AGENT);
    assertThat(sent.getLast().status()).isEqualTo(200);
  }

  @Test
  void answersAHoldWithTheOtherDirection() {
    answered();
    SipMessage hold =
        SipMessage.request("INVITE", "sip:caller@near:4000")
            .header("Via", "SIP/2.0/UDP far;branch=z9hG4bKy")
            .header("Call-ID", "id")
            .header("CSeq", "1 INVITE")
            .sdp(Sdp.g711("192.0.2.7", 9000, List.of(0), "sendonly"))
            .build();
    leg.onMessage(hold, 60 * MS);
    assertThat(sent.getLast().body()).contains("a=recvonly");
    assertThat(requireNonNull(leg.remote()).direction()).isEqualTo("sendonly");
  }
}
