package io.parley.media.playout;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.audio.Pcm;
import io.parley.kernel.link.AgentOrder.InterruptPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayoutTest {
  private static final int RATE_HZ = 8000;
  private static final long SLOT_NS = 20_000_000;

  /** Comfort noise stays below this. */
  private static final int QUIET = 40;

  private final List<String> told = new ArrayList<>();
  private final PlayoutQueue queue = new PlayoutQueue(RATE_HZ);
  private final Playout playout = new Playout(queue, RATE_HZ, new Told(), 1);
  private final short[] pcm = new short[160];
  private long nowNs;
  private int sequence = 100;

  private final class Told implements PlayoutListener {
    @Override
    public void onAudible(long utterance, long atNs) {
      told.add("audible " + utterance);
    }

    @Override
    public void onResumed(long utterance, boolean byLease, long atNs) {
      told.add("resumed " + utterance + (byLease ? " by lease" : ""));
    }

    @Override
    public void onFinished(long utterance, long heardMs, long atNs) {
      told.add("finished " + utterance + " after " + heardMs);
    }

    @Override
    public void onCut(long utterance, long heardMs, long atNs) {
      told.add("cut " + utterance + " after " + heardMs);
    }
  }

  /** Samples that say who they are: {@code from}, {@code from + 1} and so on. */
  private static Pcm ramp(int from, int length) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) (1000 + from + i);
    }
    return new Pcm(samples, RATE_HZ);
  }

  private void begin(long utterance, InterruptPolicy policy, int samples) {
    queue.begin(utterance, policy);
    queue.say(utterance, ramp(0, samples));
  }

  private short[] slot() {
    playout.speak(pcm, pcm.length, nowNs);
    playout.onSent(sequence++, nowNs);
    nowNs += SLOT_NS;
    return pcm;
  }

  private List<Integer> loudOf(int slots) {
    List<Integer> loud = new ArrayList<>();
    for (int i = 0; i < slots; i++) {
      for (short sample : slot()) {
        if (Math.abs(sample) > QUIET) {
          loud.add((int) sample);
        }
      }
    }
    return loud;
  }

  private static List<Integer> counted(int from, int to) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      numbers.add(1000 + i);
    }
    return numbers;
  }

  @Test
  void playsUtterancesInOrderAndNoiseAfterThem() {
    begin(1, InterruptPolicy.OPEN, 200);
    queue.end(1);
    begin(2, InterruptPolicy.OPEN, 100);
    queue.end(2);
    List<Integer> expected = counted(0, 200);
    expected.addAll(counted(0, 100));
    assertThat(loudOf(4)).isEqualTo(expected);
    assertThat(told)
        .containsExactly("audible 1", "finished 1 after 25", "audible 2", "finished 2 after 12");
  }

  @Test
  void takesPiecesOfAnyLengthAndGoesOnAfterAGap() {
    queue.begin(1, InterruptPolicy.OPEN);
    queue.say(1, ramp(0, 7));
    assertThat(loudOf(2)).isEqualTo(counted(0, 7));
    queue.say(1, ramp(7, 500));
    queue.say(1, ramp(507, 3));
    queue.end(1);
    assertThat(loudOf(5)).isEqualTo(counted(7, 510));
    assertThat(told).containsExactly("audible 1", "finished 1 after 63");
  }

  @Test
  void refusesMoreThanASecondAhead() {
    queue.begin(1, InterruptPolicy.OPEN);
    int taken = 0;
    while (queue.say(1, ramp(0, 160))) {
      taken++;
    }
    assertThat(taken).isEqualTo(50);
    slot();
    assertThat(queue.say(1, ramp(0, 160))).isTrue();
    assertThat(queue.say(1, ramp(0, 160))).isFalse();
    assertThat(queue.end(1)).isTrue();
  }

  @Test
  void isSilentFromTheNextPacketOnWhenPausedAndLosesNoSample() {
    begin(1, InterruptPolicy.OPEN, 640);
    queue.end(1);
    List<Integer> before = loudOf(1);
    playout.pause(nowNs);
    assertThat(playout.isAudible()).isFalse();
    short[] faded = slot();
    assertThat(faded[0]).isEqualTo((short) 1160);
    assertThat(Math.abs(faded[39])).isLessThan((short) 60);
    for (int i = 40; i < 160; i++) {
      assertThat(Math.abs(faded[i])).isLessThan((short) QUIET);
    }
    assertThat(loudOf(10)).isEmpty();
    playout.resume(1, false, nowNs);
    before.addAll(loudOf(4));
    assertThat(before).isEqualTo(counted(0, 640));
    assertThat(told).containsExactly("audible 1", "resumed 1", "finished 1 after 80");
  }

  @Test
  void resumesByItselfWhenNoOrderComes() {
    begin(1, InterruptPolicy.OPEN, 640);
    loudOf(1);
    playout.pause(nowNs);
    slot();
    assertThat(loudOf(34)).isEmpty();
    assertThat(loudOf(1)).isEqualTo(counted(160, 320));
    assertThat(told).containsExactly("audible 1", "resumed 1 by lease");
  }

  @Test
  void dropsTheRestOfAnAbandonedUtteranceAndPlaysTheNext() {
    begin(1, InterruptPolicy.OPEN, 1600);
    loudOf(2);
    playout.pause(nowNs);
    slot();
    playout.abandon(1, nowNs);
    assertThat(queue.waitingSamples()).isZero();
    begin(2, InterruptPolicy.OPEN, 160);
    queue.end(2);
    assertThat(loudOf(2)).isEqualTo(counted(0, 160));
    assertThat(told)
        .containsExactly("audible 1", "cut 1 after 40", "audible 2", "finished 2 after 20");
  }

  @Test
  void dropsAnUtteranceThatIsStillToCome() {
    begin(1, InterruptPolicy.OPEN, 160);
    queue.end(1);
    begin(2, InterruptPolicy.OPEN, 160);
    queue.end(2);
    begin(3, InterruptPolicy.OPEN, 160);
    queue.end(3);
    playout.abandon(2, nowNs);
    assertThat(loudOf(5)).hasSize(320);
    assertThat(told)
        .containsExactly(
            "cut 2 after 0",
            "audible 1",
            "finished 1 after 20",
            "audible 3",
            "finished 3 after 20");
  }

  @Test
  void ignoresOrdersForWhatIsOver() {
    begin(1, InterruptPolicy.OPEN, 160);
    queue.end(1);
    loudOf(2);
    playout.abandon(1, nowNs);
    playout.resume(1, false, nowNs);
    assertThat(told).containsExactly("audible 1", "finished 1 after 20");
  }

  @Test
  void letsOnlyThePolicyOfTheUtteranceDecideOnAPause() {
    begin(1, InterruptPolicy.PROTECTED, 160);
    queue.end(1);
    begin(2, new InterruptPolicy(true, 40, 100), 800);
    slot();
    assertThat(playout.mayPause(5000)).isFalse();
    slot();
    assertThat(playout.mayPause(100)).isFalse();
    slot();
    assertThat(playout.mayPause(80)).isFalse();
    assertThat(playout.mayPause(100)).isTrue();
  }

  @Test
  void keepsALedgerOfWhatWentOutWhen() {
    begin(1, InterruptPolicy.OPEN, 200);
    queue.end(1);
    slot();
    slot();
    PlayoutLedger ledger = playout.ledger();
    assertThat(ledger.size()).isEqualTo(2);
    assertThat(ledger.utterance(0)).isEqualTo(1);
    assertThat(ledger.firstSample(0)).isEqualTo(160);
    assertThat(ledger.length(0)).isEqualTo(40);
    assertThat(ledger.sequence16(0)).isEqualTo(101);
    assertThat(ledger.sentNs(0)).isEqualTo(SLOT_NS);
    assertThat(ledger.sequence16(1)).isEqualTo(100);
  }
}
