package io.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalJitterTest {
  private final ArrivalJitter jitter = new ArrivalJitter(8000);

  @Test
  void isZeroForASteadyStreamOverTheTimestampsWrap() {
    int timestamp = -320;
    for (int i = 0; i < 100; i++) {
      jitter.onPacket(timestamp + i * 160, i * 20_000_000L);
    }
    assertThat(jitter.jitterMs()).isZero();
  }

  @Test
  void nearsTheMeanDeviation() {
    for (int i = 0; i < 1000; i++) {
      jitter.onPacket(i * 160, i * 20_000_000L + (i % 2) * 4_000_000L);
    }
    assertThat(jitter.jitterMs()).isBetween(3.9, 4.1);
  }
}
