package io.parley.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.call.EndReason;
import io.parley.kernel.media.MediaQuality;
import io.parley.sip.peer.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in whatever order, a leg ends once and leaves nothing behind. */
class CallMachineStormTest {
  private static final int CALLS = 3000;
  private static final int SIGNALS = 30;

  @Test
  void endsOnceAndForgetsEverythingAfterAnyStorm() {
    for (int seed = 0; seed < CALLS; seed++) {
      Random random = new Random(seed);
      Script script =
          new Script(
              random.nextBoolean() ? Script.AGENT : Script.ECHO,
              random.nextBoolean() ? Requests.SDP : "");
      script.begin();
      for (int i = 0; i < SIGNALS && script.machine.state() != CallState.GONE; i++) {
        script.advance(Duration.ofMillis(random.nextInt(5000)));
        step(script, random);
      }
      settle(script);
      assertThat(script.isSettled()).as("seed %d: %s", seed, script.effects).isTrue();
      assertThat(script.byes().size()).as("seed %d", seed).isLessThanOrEqualTo(1);
    }
  }

  private static void step(Script script, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> script.ack(random.nextBoolean() ? "" : Requests.SDP);
      case 1 -> script.reinvite(random.nextBoolean() ? "" : Requests.SDP + "a=sendonly\r\n");
      case 2 -> script.reinvite(Requests.SDP);
      case 3 -> script.on(new CallSignal.AnswerOrdered());
      case 4 -> script.on(new CallSignal.RefuseOrdered(486, ""));
      case 5 -> script.on(new CallSignal.CancelCame(new Script.Paper("cancel")));
      case 6 -> script.on(new CallSignal.LineFellSilent(30_000));
      case 7 -> script.on(new CallSignal.HangUpOrdered(EndReason.AGENT_HANGUP, ""));
      case 8 -> script.on(new CallSignal.ByeSettled(200));
      case 9 -> script.mediaCloses();
      case 10 ->
          script.on(
              new CallSignal.MediaClosed(new MediaQuality("PCMU", 0, 0, 0, 0, 0, 0, 0, 0, 0)));
      default -> anyDeadline(script, random);
    }
  }

  private static void anyDeadline(Script script, Random random) {
    List<Deadline> set = List.copyOf(script.timers.keySet());
    if (!set.isEmpty()) {
      script.due(set.get(random.nextInt(set.size())));
    }
  }

  /** The caller says nothing more: deadlines alone must bring the leg to its end. */
  private static void settle(Script script) {
    for (int i = 0; i < 100 && script.machine.state() != CallState.GONE; i++) {
      Deadline next =
          script.timers.values().stream()
              .min((a, b) -> a.delay().compareTo(b.delay()))
              .map(CallEffect.StartTimer::deadline)
              .orElseThrow();
      boolean endless = next == Deadline.REPEAT && i > 20;
      script.due(endless ? Deadline.ACK : next);
    }
  }
}
