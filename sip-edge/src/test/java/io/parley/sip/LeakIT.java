package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.EndReason;
import io.parley.sip.peer.EdgeRig;
import io.parley.sip.peer.QuickCaller;
import io.parley.sip.peer.RawPeer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ten thousand calls leave nothing behind. */
class LeakIT {
  private static final int PORT = RawPeer.freePort();
  private static final int CALLS = 10_000;

  /** Transactions linger for 64 T1 (RFC 3261 17.2.2), then for the stack's slack. */
  private static final Duration LINGER = Duration.ofSeconds(90);

  @Test
  void leavesNothingBehindAfterTenThousandCalls() throws Exception {
    SipConfig config = SipConfig.defaults().at("127.0.0.1", PORT);
    try (EdgeRig rig = new EdgeRig(config, EdgeRig.WILLING).start();
        QuickCaller caller = new QuickCaller(PORT, "1000", CALLS)) {
      assertThat(caller.call(CALLS, 20)).isEqualTo(CALLS);
      assertThat(rig.journal.ends(CALLS)).hasSize(CALLS).containsOnly(EndReason.CALLER_HANGUP);
      assertThat(rig.media.openLegs()).isZero();
      assertThat(rig.edge.counters().desk().activeCalls()).isZero();
      assertThat(rig.edge.counters().desk().legs()).isZero();
      assertThat(transactionsGo(rig)).isTrue();
      assertThat(rig.timers.pending()).isEqualTo(1);
    }
  }

  private static boolean transactionsGo(EdgeRig rig) throws InterruptedException {
    CountDownLatch gone = new CountDownLatch(1);
    look(rig, gone);
    return gone.await(LINGER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void look(EdgeRig rig, CountDownLatch gone) {
    if (rig.edge.counters().wire().transactions() == 0) {
      gone.countDown();
    } else {
      var _ = rig.timers.after(Duration.ofMillis(500), () -> look(rig, gone));
    }
  }
}
