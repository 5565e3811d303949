package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.sip.call.CallPolicy;
import io.parley.sip.peer.EdgeRig;
import io.parley.sip.peer.RawPeer;
import io.parley.sip.peer.Sipp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whole calls with sipp. */
class CallFlowIT {
  private static final int PORT = RawPeer.freePort();
  private static final String TARGET = "127.0.0.1:" + PORT;

  /** An agent that answers, and hangs up as soon as the caller is through. */
  private static void hangUp(EdgeEvent event, EdgeDesk desk) {
    switch (event.fact()) {
      case EdgeFact.CallOffered offered -> EdgeRig.order(event, desk, new AgentOrder.Answer());
      case EdgeFact.CallAnswered answered ->
          EdgeRig.order(event, desk, new AgentOrder.HangUp(EndReason.AGENT_HANGUP, "goodbye"));
      default -> {}
    }
  }

  private static SipConfig config() {
    return SipConfig.defaults().at("127.0.0.1", PORT);
  }

  /** The product's deadlines, but for those a test would have to wait for. */
  private static CallPolicy hasty() {
    CallPolicy p = CallPolicy.defaults();
    return new CallPolicy(
        Duration.ofMillis(100),
        Duration.ofMillis(400),
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        p.byePatience(),
        p.mediaPatience(),
        p.holdLimit(),
        p.maxCall(),
        p.retryAfterS());
  }

  private static void run(String scenario, String number, int calls) throws Exception {
    Sipp.Outcome outcome =
        Sipp.scenario(scenario, TARGET, number, "-m", Integer.toString(calls), "-r", "20");
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void answersAnEchoCallAndEndsItWithTheCaller() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start()) {
      Sipp.Outcome outcome = Sipp.basic(TARGET, "9196", "-m", "20", "-r", "20", "-d", "50");
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(rig.journal.ends(20)).hasSize(20).containsOnly(EndReason.CALLER_HANGUP);
      assertThat(rig.media.openLegs()).isZero();
    }
  }

  @Test
  void answersWhenTheAgentIsReady() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING).start()) {
      Sipp.Outcome outcome = Sipp.basic(TARGET, "1000", "-m", "20", "-r", "20", "-d", "50");
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(rig.journal.ends(20)).hasSize(20).containsOnly(EndReason.CALLER_HANGUP);
    }
  }

  @Test
  void offersFirstWhenTheCallerDoesNot() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING).start()) {
      run("late-offer", "1000", 3);
      assertThat(rig.journal.ends(3)).containsOnly(EndReason.CALLER_HANGUP);
      assertThat(rig.media.remotes()).hasSize(3);
      assertThat(rig.journal.facts()).filteredOn(CallFact.Answered.class::isInstance).hasSize(3);
    }
  }

  @Test
  void isHeldAndTakenBack() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING).start()) {
      run("hold", "1000", 1);
      assertThat(rig.journal.ends(1)).containsOnly(EndReason.CALLER_HANGUP);
      assertThat(rig.media.remotes().stream().map(Remote::direction))
          .containsExactly(
              Direction.SEND_RECV,
              Direction.RECV_ONLY,
              Direction.INACTIVE,
              Direction.RECV_ONLY,
              Direction.SEND_RECV);
      assertThat(rig.told)
          .contains(new EdgeFact.HoldChanged(true), new EdgeFact.HoldChanged(false));
    }
  }

  @Test
  void endsARingingCallThatIsCancelled() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start()) {
      run("cancel", "1000", 3);
      assertThat(rig.journal.ends(3)).hasSize(3).containsOnly(EndReason.CALLER_CANCELLED);
      assertThat(rig.media.openLegs()).isZero();
    }
  }

  @Test
  void refusesUnknownNumbersOtherMethodsAndAgentsThatAreNotReady() throws Exception {
    try (EdgeRig rig = new EdgeRig(config().waiting(hasty()), EdgeRig.MUTE).start()) {
      run("not-found", "4711", 3);
      run("register", "1000", 3);
      run("options", "anybody", 3);
      run("not-ready", "1000", 3);
      assertThat(rig.journal.ends(6)).containsOnly(EndReason.NO_ROUTE, EndReason.AGENT_UNAVAILABLE);
      assertThat(rig.edge.counters().desk().refused())
          .containsEntry(404, 3L)
          .containsEntry(405, 3L)
          .containsEntry(480, 3L);
    }
  }

  @Test
  void hangsUpWhenThe200IsNeverAcknowledged() throws Exception {
    try (EdgeRig rig = new EdgeRig(config().waiting(hasty()), EdgeRig.WILLING).start()) {
      run("lost-ack", "1000", 1);
      assertThat(rig.journal.ends(1)).containsExactly(EndReason.ACK_TIMEOUT);
      assertThat(rig.edge.counters().desk().okRepeats()).isPositive();
    }
  }

  @Test
  void hangsUpForTheAgent() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), CallFlowIT::hangUp).start()) {
      run("agent-bye", "1000", 5);
      assertThat(rig.journal.ends(5)).hasSize(5).containsOnly(EndReason.AGENT_HANGUP);
    }
  }

  @Test
  void refusesTheCallBeyondItsCapacity() throws Exception {
    try (EdgeRig rig = new EdgeRig(config().holding(2), EdgeRig.MUTE).start()) {
      Process full = Sipp.inBackground(TARGET, "9196", "-m", "2", "-r", "50", "-d", "3000");
      assertThat(rig.media.awaitOpened(2)).isTrue();
      run("unavailable", "9196", 3);
      assertThat(full.waitFor()).isZero();
      assertThat(rig.journal.ends(2)).hasSize(2).containsOnly(EndReason.CALLER_HANGUP);
      assertThat(rig.edge.counters().desk().activeCalls()).isZero();
    }
  }

  @Test
  void takesNoNewCallsWhileItDrainsAndKeepsTheOldOnes() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.MUTE).start()) {
      Process old = Sipp.inBackground(TARGET, "9196", "-m", "2", "-r", "50", "-d", "2000");
      assertThat(rig.media.awaitOpened(2)).isTrue();
      rig.edge.drain();
      run("unavailable", "9196", 2);
      run("options-draining", "9196", 1);
      assertThat(old.waitFor()).isZero();
      assertThat(rig.journal.ends(2)).containsOnly(EndReason.CALLER_HANGUP);
    }
  }

  @Test
  void endsItsCallsWhenItIsClosed() throws Exception {
    EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING).start();
    try (rig) {
      Process callers = Sipp.inBackground(TARGET, "1000", "-m", "3", "-r", "50", "-d", "30000");
      assertThat(rig.media.awaitOpened(3)).isTrue();
      assertThat(rig.edge.liveCalls().snapshot()).hasSize(3);
      rig.close();
      callers.destroy();
      callers.waitFor();
    }
    assertThat(rig.journal.ends(3)).hasSize(3).containsOnly(EndReason.DRAINED);
  }
}
