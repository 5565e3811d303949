package io.parley.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.loadtests.stats.Percentiles;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BargeActTest {
  private static final long MS = 1_000_000L;
  private static final ByteBuffer ANY = ByteBuffer.allocate(172);

  private final BargeAct.Figures figures = new BargeAct.Figures();
  private final Percentiles stops = new Percentiles();
  private final BargeAct act =
      new BargeAct(
          new BargeAct.Manner[] {new BargeAct.Manner(new Stimuli.Phrase(10, 50), 2, stops)},
          0,
          figures);
  private long nowMs = 10_000;

  private int slot(boolean agentSpeaks) {
    act.onAudio(ANY, 12, 160, agentSpeaks, nowMs * MS);
    int frame = act.next(nowMs * MS);
    act.onSent(nowMs * MS);
    nowMs += 20;
    return frame;
  }

  private void listenUntilBreakingIn() {
    act.startMeasuring();
    long beganMs = nowMs;
    while (slot(true) == 0) {
      assertThat(nowMs - beganMs).isLessThan(6_000);
    }
    assertThat(nowMs - beganMs).isGreaterThan(1_900);
  }

  @Test
  void measuresFromTheFirstLoudPacketUntilTheAgentIsSilent() {
    listenUntilBreakingIn();
    slot(true);
    long onsetMs = nowMs;
    slot(true);
    slot(true);
    slot(true);
    long lastLoudMs = nowMs - 20;
    for (int n = 0; n < 60; n++) {
      slot(false);
    }
    assertThat(stops.count()).isEqualTo(1);
    assertThat(stops.at(50)).isEqualTo((double) (lastLoudMs + 20 - onsetMs));
  }

  @Test
  void doesNotCountAStopThatDidNotLast() {
    listenUntilBreakingIn();
    for (int n = 0; n < 49; n++) {
      slot(n < 5 || n > 43);
    }
    assertThat(stops.count()).isZero();
    assertThat(figures.failed).isEqualTo(1);
  }

  @Test
  void waitsForSpeechBeforeItBreaksIn() {
    act.startMeasuring();
    for (int n = 0; n < 500; n++) {
      assertThat(slot(false)).isZero();
    }
  }
}
