package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.CallBudget;
import io.parley.kernel.route.Route;
import io.parley.kernel.route.RouteTable;
import io.parley.sip.peer.EdgeRig;
import io.parley.sip.peer.RawPeer;
import io.parley.sip.peer.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what those who do not get to see. */
class AdmissionIT {
  private static final int PORT = RawPeer.freePort();
  private static final String SDP_TYPE = "Content-Type: application/sdp\n";

  private static SipConfig config() {
    return SipConfig.defaults().at("127.0.0.1", PORT);
  }

  private static String status(String reply) {
    return reply.length() < 11 ? "" : reply.substring(8, 11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "OPTIONS", "REGISTER", "BYE", "CANCEL", "MESSAGE", "X"})
  void saysNothingToAForeignAddressWhateverItClaimsToBe(String method) throws Exception {
    SipConfig config = config().allowing(List.of("127.0.0.1"));
    try (EdgeRig rig = new EdgeRig(config, EdgeRig.WILLING).start();
        RawPeer foreign = new RawPeer("127.0.0.2", PORT)) {
      String claims =
          "P-Asserted-Identity: <sip:127.0.0.1>\nX-Forwarded-For: 127.0.0.1\n" + SDP_TYPE;
      foreign.send(foreign.request(method, "9196", "foreign@raw", claims, Requests.SDP));
      foreign.send("garbage");
      assertThat(foreign.receive(300)).isEmpty();
      assertThat(rig.edge.counters().wire().foreign()).isEqualTo(2);
      assertThat(rig.edge.counters().desk().invites()).isZero();
      assertThat(rig.media.openedLegs()).isZero();
    }
  }

  @Test
  void routesByTheNumberAndTheAddressItCameFrom() throws Exception {
    RouteTable routes =
        (dialled, source) ->
            dialled.equals("4711") && source.equals("127.0.0.2")
                ? new Route.Echo(TenantId.DEFAULT)
                : new Route.Unknown();
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING, routes).start();
        RawPeer trunk = new RawPeer("127.0.0.2", PORT);
        RawPeer other = new RawPeer("127.0.0.1", PORT)) {
      other.send(other.request("INVITE", "4711", "other@raw", SDP_TYPE, Requests.SDP));
      assertThat(other.receive(2000)).startsWith("SIP/2.0 100");
      assertThat(other.receive(2000)).startsWith("SIP/2.0 404");
      trunk.send(trunk.request("INVITE", "4711", "trunk@raw", SDP_TYPE, Requests.SDP));
      assertThat(trunk.receive(2000)).startsWith("SIP/2.0 100");
      assertThat(trunk.receive(2000)).startsWith("SIP/2.0 200");
      assertThat(rig.media.openedLegs()).isEqualTo(1);
    }
  }

  @Test
  void saysBusyToTheCallBeyondTheOrganisationsLimitUntilOneIsOver() throws Exception {
    List<CallBudget> one = List.of(new CallBudget("organisation/a", "organisation", 1, 0));
    RouteTable routes =
        (dialled, source) ->
            new Route.Echo(TenantId.DEFAULT, dialled.equals("limited") ? one : List.of());
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING, routes).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      peer.send(peer.request("INVITE", "limited", "first@raw", SDP_TYPE, Requests.SDP));
      assertThat(finalReply(peer)).startsWith("SIP/2.0 200");
      peer.send(peer.request("INVITE", "limited", "beyond@raw", SDP_TYPE, Requests.SDP));
      assertThat(finalReply(peer, "beyond@raw"))
          .startsWith("SIP/2.0 486")
          .contains("Retry-After: 5\r\n");
      assertThat(rig.journal.ends(1)).containsExactly(EndReason.CONCURRENCY_LIMIT_REACHED);
      peer.send(peer.request("INVITE", "free", "free@raw", SDP_TYPE, Requests.SDP));
      assertThat(finalReply(peer, "free@raw")).startsWith("SIP/2.0 200");
      assertThat(rig.edge.counters().desk().overCalls()).isEqualTo(1);
      rig.edge
          .liveCalls()
          .snapshot()
          .forEach(call -> rig.edge.liveCalls().hangUp(call.call(), EndReason.OPERATOR_HANGUP));
      assertThat(rig.journal.ends(3)).hasSize(3);
      peer.send(peer.request("INVITE", "limited", "again@raw", SDP_TYPE, Requests.SDP));
      assertThat(finalReply(peer, "again@raw")).startsWith("SIP/2.0 200");
    }
  }

  private static String finalReply(RawPeer peer) throws Exception {
    return finalReply(peer, "@raw");
  }

  /** The first reply of this call that is no provisional one; 200s of others come again. */
  private static String finalReply(RawPeer peer, String callId) throws Exception {
    String reply = peer.receive(2000);
    while (!reply.isEmpty() && (reply.startsWith("SIP/2.0 1") || !reply.contains(callId))) {
      reply = peer.receive(2000);
    }
    return reply;
  }

  @Test
  void answersToTheSourcePortWhenAsked() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      String request = peer.request("OPTIONS", "a", "rport@raw", "", "");
      peer.send(request.replace("127.0.0.1:" + peer.port() + ";rport", "192.0.2.9:9;rport"));
      String reply = peer.receive(2000);
      assertThat(reply)
          .startsWith("SIP/2.0 200 OK")
          .contains("rport=" + peer.port())
          .contains("received=127.0.0.1");
      assertThat(rig.edge.counters().wire().received()).isEqualTo(1);
    }
  }

  @Test
  void answersToThePortOfViaOtherwise() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT);
        RawPeer other = new RawPeer("127.0.0.1", PORT)) {
      String request = peer.request("OPTIONS", "a", "via@raw", "", "");
      peer.send(request.replace(":" + peer.port() + ";rport", ":" + other.port()));
      assertThat(other.receive(2000)).startsWith("SIP/2.0 200 OK").doesNotContain("rport");
      assertThat(rig.edge.counters().wire().received()).isEqualTo(1);
    }
  }

  @Test
  void dropsRequestsWhoseAnswerWouldGoToSomebodyElse() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      String request = peer.request("OPTIONS", "a", "maddr@raw", "", "");
      peer.send(request.replace(";rport", ";rport;maddr=127.0.0.3"));
      peer.send(request.replace("SIP/2.0/UDP", "SIP/2.0/TCP"));
      assertThat(peer.receive(300)).isEmpty();
      assertThat(rig.edge.counters().wire().deflecting()).isEqualTo(2);
    }
  }

  @Test
  void tellsPeersItsAdvertisedAddress() throws Exception {
    try (EdgeRig rig =
            new EdgeRig(config().advertising("voice.example.net:5999"), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      peer.send(peer.request("INVITE", "9196", "adv@raw", SDP_TYPE, Requests.SDP));
      assertThat(status(peer.receive(2000))).isEqualTo("100");
      assertThat(peer.receive(2000))
          .startsWith("SIP/2.0 200 OK")
          .contains("Contact: <sip:voice.example.net:5999>");
      rig.edge.close();
      assertThat(peer.receiveAll(300)).noneMatch(message -> message.contains("127.0.0.1:" + PORT));
    }
  }

  @Test
  void takesARepeatedInviteForWhatItIsAndRefusesAMergedOne() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      String invite = peer.request("INVITE", "1000", "merged@raw", SDP_TYPE, Requests.SDP);
      peer.send(invite);
      assertThat(status(peer.receive(2000))).isEqualTo("100");
      assertThat(status(peer.receive(2000))).isEqualTo("180");
      peer.send(invite);
      assertThat(status(peer.receive(2000))).isEqualTo("180");
      peer.send(invite.replace("branch=z9hG4bK-raw", "branch=z9hG4bK-other"));
      assertThat(status(peer.receive(2000))).isEqualTo("482");
      assertThat(rig.edge.counters().desk().invites()).isEqualTo(1);
    }
  }

  @Test
  void answersASecondSenderWhoseBranchIsInUse() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT);
        RawPeer other = new RawPeer("127.0.0.1", PORT)) {
      String branch = "branch=z9hG4bK-guessable\n";
      String first = peer.request("INVITE", "1000", "first@raw", SDP_TYPE, Requests.SDP);
      String second = other.request("INVITE", "1000", "second@raw", SDP_TYPE, Requests.SDP);
      peer.send(first.replaceFirst("branch=.*\\R", branch));
      assertThat(status(peer.receive(2000))).isEqualTo("100");
      other.send(second.replaceFirst("branch=.*\\R", branch));
      String answer = other.receive(2000);
      assertThat(answer)
          .as("%s", rig.edge.counters())
          .startsWith("SIP/2.0 503")
          .contains("Retry-After: 1");
      assertThat(rig.edge.counters().desk().invites()).isEqualTo(1);
    }
  }

  @Test
  void answersARepeatedInviteOfACallThatIsUpWithNothingNew() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      String invite = peer.request("INVITE", "9196", "again@raw", SDP_TYPE, Requests.SDP);
      peer.send(invite);
      assertThat(status(peer.receive(2000))).isEqualTo("100");
      assertThat(status(peer.receive(2000))).isEqualTo("200");
      peer.send(invite);
      assertThat(peer.receiveAll(100)).allMatch(reply -> status(reply).equals("200"));
      assertThat(rig.edge.counters().desk().invites()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "BYE", "OPTIONS"})
  void knowsNoDialogItDidNotMake(String method) throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      String request = peer.request(method, "9196", "ghost@raw", "", "");
      peer.send(request.replace("To: <sip:9196@127.0.0.1>", "To: <sip:9196@127.0.0.1>;tag=x"));
      assertThat(status(peer.receive(2000))).isEqualTo("481");
      assertThat(rig.media.openedLegs()).isZero();
    }
  }

  @Test
  void knowsNoInviteToCancel() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      peer.send(peer.request("CANCEL", "9196", "ghost@raw", "", ""));
      assertThat(status(peer.receive(2000))).isEqualTo("481");
      assertThat(rig.edge.counters().strandFailed()).isZero();
    }
  }

  @Test
  void neverAnswersAnAck() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
      peer.send(peer.request("ACK", "9196", "ack@raw", "", ""));
      peer.send(peer.request("ACK", "9196", "ack@raw", "Max-Forwards: 1\n", ""));
      assertThat(peer.receive(300)).isEmpty();
      assertThat(rig.edge.counters().wire().received()).isEqualTo(2);
    }
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws Exception {
    try (EdgeRig first = new EdgeRig(config(), EdgeRig.MUTE).start();
        EdgeRig second = new EdgeRig(config(), EdgeRig.MUTE)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(SipStartFailed.class)
          .hasMessageContaining("PARLEY_SIP_PORT=" + PORT)
          .hasMessageNotContaining("\n");
      assertThat(first.edge.counters().wire().failures()).isZero();
    }
  }

  @Test
  void givesThePortAndItsThreadsBackWhenItIsClosed() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start();
          RawPeer peer = new RawPeer("127.0.0.1", PORT)) {
        assertThat(peer.edgeAnswers()).isTrue();
        assertThat(rig.edge.liveCalls().snapshot()).isEmpty();
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sip-") || name.startsWith("EventScanner"));
  }
}
