package io.parley.loadtests.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossCounterTest {
  private final LossCounter loss = new LossCounter();

  @Test
  void losesNothingAcrossTheWrap() {
    for (int n = 65_000; n < 66_500; n++) {
      assertThat(loss.onPacket(n & 0xFFFF)).isTrue();
    }
    assertThat(loss.received()).isEqualTo(1_500);
    assertThat(loss.lost()).isZero();
  }

  @Test
  void countsGaps() {
    loss.onPacket(65_534);
    loss.onPacket(2);
    assertThat(loss.expected()).isEqualTo(5);
    assertThat(loss.lost()).isEqualTo(3);
  }

  @Test
  void forgivesWhatComesLate() {
    loss.onPacket(1);
    loss.onPacket(3);
    assertThat(loss.onPacket(2)).isFalse();
    assertThat(loss.lost()).isZero();
    assertThat(loss.duplicatesOrLate()).isEqualTo(1);
  }
}
