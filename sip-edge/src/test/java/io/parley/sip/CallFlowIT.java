package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.EndReason;
import io.parley.sip.peer.EdgeRig;
import io.parley.sip.peer.Sipp;
import org.junit.jupiter.api.Test;

/** Whole calls with sipp. */
class CallFlowIT {
  private static final int PORT = 21_060;
  private static final String TARGET = "127.0.0.1:" + PORT;

  private static SipConfig config() {
    return SipConfig.defaults().at("127.0.0.1", PORT);
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
}
